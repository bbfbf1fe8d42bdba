package io.pardotroutes.outgoing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Ends a call whose answer comes in drops, or never ends: the timeouts of a socket begin anew with each byte. What is unpacked on the
 * way counts unpacked.
 *
 * @param whole longest time from the request to the end of its answer
 */
record BoundedAnswers(Duration whole) implements ExecChainHandler {

  /** More than the largest answer that is read (5 MB), so that whoever reads it says so in its own words. */
  private static final long MOST_BYTES = 6_000_000;

  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private static ScheduledThreadPoolExecutor clock() {
    ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, new CamelThreadFactory("#name#", "outgoing-deadlines", true));
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  @Override
  public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) throws IOException, HttpException {
    Future<?> deadline = CLOCK.schedule(scope.execRuntime::discardEndpoint, whole.toMillis(), TimeUnit.MILLISECONDS);
    boolean goesOn = false;
    try {
      ClassicHttpResponse response = chain.proceed(request, scope);
      HttpEntity entity = response.getEntity();
      if (entity != null) {
        response.setEntity(new Bounded(entity, scope.execRuntime, deadline));
        goesOn = true;
      }
      return response;
    } finally {
      if (!goesOn) {
        deadline.cancel(false);
      }
    }
  }

  private static final class Bounded extends HttpEntityWrapper {

    private final ExecRuntime connection;
    private final Future<?> deadline;

    Bounded(HttpEntity entity, ExecRuntime connection, Future<?> deadline) {
      super(entity);
      this.connection = connection;
      this.deadline = deadline;
    }

    @Override
    public InputStream getContent() throws IOException {
      return new Counted(super.getContent());
    }

    @Override
    public void close() throws IOException {
      deadline.cancel(false);
      super.close();
    }

    private final class Counted extends FilterInputStream {

      private long read;

      Counted(InputStream content) {
        super(content);
      }

      @Override
      public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? next : 1);
        return next;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        count(count);
        return count;
      }

      private void count(int bytes) throws IOException {
        if (bytes < 0) {
          deadline.cancel(false);
          return;
        }
        read += bytes;
        if (read > MOST_BYTES) {
          connection.discardEndpoint();
          throw new IOException("the answer is larger than " + MOST_BYTES + " bytes");
        }
      }

      @Override
      public void close() throws IOException {
        deadline.cancel(false);
        super.close();
      }
    }
  }
}
