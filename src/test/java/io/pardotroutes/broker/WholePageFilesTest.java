package io.pardotroutes.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.io.SequentialFile;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.persistence.impl.nullpm.NullStorageManager;
import org.apache.activemq.artemis.utils.actors.OrderedExecutorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that may write files of 8 KB at most stands for a disk with room for but a part of a message. */
class WholePageFilesTest {

  private static final int MESSAGE_BYTES = 5_000;

  @TempDir
  Path data;

  @Test
  void aMessageThatFitsInPartFailsAndSoDoesEveryLaterOne() throws Exception {
    List<String> command = List.of("sh", "-c", "ulimit -f 16; exec \"$@\"", "sh", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:-UsePerfData", "-Dlog4j2.level=OFF", "-cp", System.getProperty("java.class.path"), Writer.class.getName(), data.toString());
    Process writer = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said.lines().filter(line -> line.startsWith("page"))).containsExactly("page 1: written", "page 1: failed", "page 1: failed", "page 2: failed");
    try (var files = Files.walk(data)) {
      assertThat(files.filter(file -> file.endsWith("000000001.page")).findFirst().orElseThrow()).hasSize(16 * 512);
    }
  }

  /** Writes to page files until it can't, and beyond. */
  static final class Writer {

    public static void main(String[] arguments) throws Exception {
      WholePageFiles files = new WholePageFiles(new NullStorageManager(), new ConfigurationImpl().setPagingDirectory(arguments[0]),
          Executors.newScheduledThreadPool(1), new OrderedExecutorFactory(Executors.newCachedThreadPool()), (cause, message, file) -> { });
      new File(arguments[0]).mkdirs();
      SequentialFileFactory queue = files.newFileFactory(SimpleString.of("q"));
      List<String> said = new ArrayList<>();
      SequentialFile first = open(queue, "000000001.page");
      for (int i = 0; i < 3; i++) {
        said.add("page 1: " + write(queue, first));
      }
      said.add("page 2: " + write(queue, open(queue, "000000002.page")));
      said.forEach(System.out::println);
      System.exit(0);
    }

    private static SequentialFile open(SequentialFileFactory queue, String name) throws Exception {
      SequentialFile page = queue.createSequentialFile(name);
      page.open();
      return page;
    }

    private static String write(SequentialFileFactory queue, SequentialFile page) {
      try {
        page.writeDirect(queue.newBuffer(MESSAGE_BYTES), false);
        return "written";
      } catch (Exception e) {
        return "failed";
      }
    }
  }
}
