package io.pardotroutes.broker;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.SequentialFile;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFile;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;
import org.apache.activemq.artemis.core.io.util.ByteBufferPool;
import org.apache.activemq.artemis.core.paging.impl.PagingStoreFactoryNIO;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.utils.ExecutorFactory;

/**
 * Page files that have a message whole or fail its sender. Artemis' own take a message for written of which the last room on a disk
 * held but a part, and one whose write failed; the messages behind it in the file are lost to the next start.
 */
final class WholePageFiles extends PagingStoreFactoryNIO {

  WholePageFiles(StorageManager storage, Configuration configuration, ScheduledExecutorService scheduled, ExecutorFactory executors,
      IOCriticalErrorListener onError) {
    super(storage, configuration.getPagingLocation(), configuration.getPageSyncTimeout(), scheduled, executors,
        configuration.isJournalSyncNonTransactional(), onError, configuration::isPurgePageFolders);
  }

  @Override
  protected SequentialFileFactory newFileFactory(String folder) {
    return new Pages(new File(getDirectory(), folder), getCritialErrorListener());
  }

  /**
   * The page files of one queue. After the first failed write none is good any more: the broker stops. Bytes on the heap are written to
   * the last one or fail; those outside are written as far as they fit.
   */
  private static final class Pages extends NIOSequentialFileFactory {

    private final ByteBufferPool heap = ByteBufferPool.threadLocal(false);
    private volatile boolean failed;

    Pages(File folder, IOCriticalErrorListener onError) {
      super(folder, false, onError, 1);
    }

    @Override
    public SequentialFile createSequentialFile(String name) {
      return new Page(this, getDirectory(), name);
    }

    @Override
    public ByteBuffer newBuffer(int size, boolean zeroed) {
      return heap.borrow(size, zeroed);
    }

    @Override
    public void releaseBuffer(ByteBuffer buffer) {
      heap.release(buffer);
    }

    @Override
    public void onIOError(Throwable cause, String message, String file) {
      failed = true;
      super.onIOError(cause, message, file);
    }
  }

  private static final class Page extends NIOSequentialFile {

    private final Pages pages;

    Page(Pages pages, File folder, String name) {
      super(pages, folder, name, 1);
      this.pages = pages;
    }

    @Override
    public void writeDirect(ByteBuffer bytes, boolean sync) throws Exception {
      requireWhole();
      super.writeDirect(bytes, sync);
      requireWhole();
    }

    private void requireWhole() throws IOException {
      if (pages.failed) {
        throw new IOException("an earlier write to the page files of this queue has failed");
      }
    }
  }
}
