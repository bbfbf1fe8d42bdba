package io.pardotroutes.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pardotroutes.jms.JmsTest;
import io.pardotroutes.jms.QueueUnavailable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The disk is full before the broker has noticed: a write fails, and what was told to be queued must be there all the same. */
@Timeout(120)
class DiskErrorTest extends JmsTest {

  private static final String FILLING = "x".repeat(30_000);
  private static final int BATCH = 1;

  @Test
  void nothingIsToldToBeQueuedThatCouldNotBeWritten() throws Exception {
    int batch = 0;
    while (pages().isEmpty()) {
      sendBatch(batch++);
    }
    // A page file is full after a few hundred messages; the next ones are on a disk without room.
    for (int next = 1; next < 20; next++) {
      Path page = pages().get(0).resolveSibling("%09d.page".formatted(lastPage() + next));
      Files.createSymbolicLink(page, Path.of("/dev/full"));
    }
    TreeSet<Integer> accepted = new TreeSet<>(IntStream.range(0, batch).boxed().toList());
    int refused = 0;
    for (int n = batch; n < batch + 300 && refused < 3; n++) {
      try {
        sendBatch(n);
        accepted.add(n);
      } catch (CamelExecutionException e) {
        assertThat(e).hasCauseInstanceOf(QueueUnavailable.class);
        refused++;
      }
    }

    for (Path page : pages()) {
      if (Files.isSymbolicLink(page)) {
        Files.delete(page);
      }
    }
    assertThat(refused).isEqualTo(3);
    await().untilAsserted(() -> assertThat(brokerFailures).hasSize(1));
    assertThat(brokerFailures.get(0)).contains("No space left");
    assertThat(afterTheProcessWasKilled()).containsAll(accepted.stream().flatMap(DiskErrorTest::names).toList());
  }

  private void sendBatch(int batch) {
    template.sendBody("jms-batch:q", messages(names(batch).map(name -> name + " " + FILLING).toArray(String[]::new)));
  }

  private static Stream<String> names(int batch) {
    return IntStream.range(0, BATCH).mapToObj(i -> batch + "-" + i);
  }

  /** What a broker finds that starts on the files as they are now, once there is room. */
  private List<String> afterTheProcessWasKilled() throws Exception {
    Path copy = data.resolve("copy");
    copy(data.resolve("broker"), copy);
    List<String> found = new CopyOnWriteArrayList<>();
    try (EmbeddedBroker next = EmbeddedBroker.start(BrokerSettings.in(copy), reason -> { }); DefaultCamelContext other = new DefaultCamelContext()) {
      other.getRegistry().bind("connectionFactory", next.connectionFactory());
      other.addRoutes(new RouteBuilder() {
        @Override
        public void configure() {
          from("jms-batch:q?maxMessages=500&waitTime=50ms").process(e -> received(e).forEach(m -> found.add(m.body().substring(0, m.body().indexOf(' ')))));
        }
      });
      other.start();
      await().atMost(Duration.ofSeconds(60)).until(() -> next.depth("q") == 0);
    }
    return found;
  }

  private List<Path> pages() throws IOException {
    Path paging = data.resolve("broker/paging");
    if (!Files.isDirectory(paging)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(paging)) {
      return files.filter(file -> file.toString().endsWith(".page")).sorted().toList();
    }
  }

  private int lastPage() throws IOException {
    return pages().stream().filter(Files::isRegularFile).filter(page -> !Files.isSymbolicLink(page))
        .mapToInt(page -> Integer.parseInt(page.getFileName().toString().substring(0, 9))).max().orElseThrow();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(from, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        Files.createDirectories(to.resolve(from.relativize(folder)));
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (!attributes.isSymbolicLink()) {
          Files.copy(file, to.resolve(from.relativize(file)));
        }
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
