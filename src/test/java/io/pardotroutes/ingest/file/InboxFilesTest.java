package io.pardotroutes.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.Log;
import io.pardotroutes.support.MovingClock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.component.file.GenericFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the inbox's filter does about very many files, poll after poll. */
class InboxFilesTest {

  private static final Duration QUIET = Duration.ofSeconds(1);

  @TempDir
  Path folder;

  private final MovingClock clock = new MovingClock(Instant.now());
  private final InboxFiles inbox = new InboxFiles(QUIET, clock);
  @RegisterExtension
  private final Log log = new Log(InboxFiles.class);

  @Test
  void veryManyFilesThatAreLeftAloneDoNotFillTheLog() {
    List<String> left = IntStream.range(0, 20_000).mapToObj(i -> "note-" + i + ".txt").toList();
    for (int poll = 0; poll < 3; poll++) {
      assertThat(left).noneMatch(this::accepts);
      clock.advance(Duration.ofMinutes(10));
    }

    assertThat(log.count("is left alone in the inbox")).isEqualTo(1_000);
    assertThat(log.lines()).hasSize(1_001).last().asString().startsWith("WARN More than 1000 files are left alone in the inbox");
  }

  @Test
  void aNameIsSaidAgainWhenItsFileWasAwayForLong() {
    for (Duration away : List.of(Duration.ZERO, Duration.ofHours(20), Duration.ofHours(20), Duration.ofHours(25))) {
      clock.advance(away);
      accepts("note.txt");
    }

    assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith("WARN note.txt is left alone in the inbox"));
  }

  @Test
  void noFileWithATimeInTheFutureWaitsForEverHoweverManyThereAre() throws IOException {
    FileTime tomorrow = FileTime.from(clock.instant().plus(Duration.ofDays(1)));
    for (int i = 0; i < 12_000; i++) {
      Files.setLastModifiedTime(Files.createFile(folder.resolve(i + ".json")), tomorrow);
    }
    List<String> names = List.of(folder.toFile().list());
    assertThat(names).noneMatch(this::accepts);
    clock.advance(QUIET.plusMillis(1));

    assertThat(names).allMatch(this::accepts);
  }

  private boolean accepts(String name) {
    GenericFile<File> file = new GenericFile<>();
    file.setFile(folder.resolve(name).toFile());
    return inbox.accept(file);
  }
}
