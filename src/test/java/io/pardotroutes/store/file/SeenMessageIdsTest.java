package io.pardotroutes.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pardotroutes.store.MessageIdsBusy;
import io.pardotroutes.store.SeenIds;
import io.pardotroutes.support.MovingClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenMessageIdsTest {

  @TempDir Path data;
  private final MovingClock clock = new MovingClock(Instant.parse("2026-11-24T08:00:00Z"));

  @Test
  void anIdIsFreshOnceAndKnownAfterItsCommit() {
    SeenMessageIds ids = SeenMessageIds.open(data, clock);

    SeenIds.Claim first = ids.claim(List.of("a", "b"));
    first.commit();
    SeenIds.Claim second = ids.claim(List.of("b", "c"));

    assertThat(first.isFresh(0)).isTrue();
    assertThat(first.isFresh(1)).isTrue();
    assertThat(second.isFresh(0)).isFalse();
    assertThat(second.isFresh(1)).isTrue();
  }

  @Test
  void aReleasedIdIsFreshAgain() {
    SeenMessageIds ids = SeenMessageIds.open(data, clock);

    SeenIds.Claim claim = ids.claim(List.of("a"));
    claim.release();
    claim.commit();

    assertThat(ids.claim(List.of("a")).isFresh(0)).isTrue();
  }

  @Test
  void ofEqualIdsInOneRequestTheFirstCounts() {
    SeenIds.Claim claim = SeenMessageIds.open(data, clock).claim(List.of("a", "b", "a"));

    assertThat(IntStream.range(0, 3).mapToObj(claim::isFresh)).containsExactly(true, true, false);
  }

  @Test
  void anIdInAnotherCallersHandsIsBusyAndClaimsNothing() {
    SeenMessageIds ids = SeenMessageIds.open(data, clock);
    SeenIds.Claim other = ids.claim(List.of("a"));

    assertThatThrownBy(() -> ids.claim(List.of("b", "a"))).isInstanceOf(MessageIdsBusy.class);

    other.release();
    assertThat(ids.claim(List.of("b", "a")).isFresh(0)).isTrue();
  }

  @Test
  void committedIdsSurviveARestartAndPendingOnesDoNot() {
    SeenMessageIds before = SeenMessageIds.open(data, clock);
    before.claim(List.of("committed")).commit();
    before.claim(List.of("pending"));

    SeenMessageIds after = SeenMessageIds.open(data, clock);

    SeenIds.Claim claim = after.claim(List.of("committed", "pending"));
    assertThat(claim.isFresh(0)).isFalse();
    assertThat(claim.isFresh(1)).isTrue();
  }

  @Test
  void aRecordThatWasCutShortIsForgottenAndTheOthersAreNot() throws IOException {
    SeenMessageIds before = SeenMessageIds.open(data, clock);
    before.claim(List.of("a", "b")).commit();
    before.close();
    Files.write(onlyFile(), new byte[] {1, 2, 3, 4, 5}, StandardOpenOption.APPEND);

    SeenMessageIds torn = SeenMessageIds.open(data, clock);
    torn.claim(List.of("c")).commit();
    torn.close();

    SeenMessageIds after = SeenMessageIds.open(data, clock);
    SeenIds.Claim claim = after.claim(List.of("a", "b", "c", "d"));
    assertThat(IntStream.range(0, 4).mapToObj(claim::isFresh)).containsExactly(false, false, false, true);
    assertThat(Files.size(onlyFile())).isEqualTo(3 * 8);
  }

  @Test
  void theLastThousandOfAWindowOfAThousandAreKnownAndOlderOnesAreForgotten() throws IOException {
    SeenMessageIds ids = SeenMessageIds.open(data, clock, 1_000);

    for (int i = 0; i < 3_000; i++) {
      ids.claim(List.of("id-" + i)).commit();
    }

    SeenIds.Claim last = ids.claim(IntStream.range(2_000, 3_000).mapToObj(i -> "id-" + i).toList());
    SeenIds.Claim first = ids.claim(IntStream.range(0, 1_000).mapToObj(i -> "id-" + i).toList());
    assertThat(IntStream.range(0, 1_000).filter(last::isFresh)).isEmpty();
    assertThat(IntStream.range(0, 1_000).filter(first::isFresh)).hasSize(1_000);
    try (Stream<Path> files = Files.list(data.resolve("seen"))) {
      assertThat(files.count()).isLessThanOrEqualTo(5);
    }
  }

  @Test
  void aBurstAfterQuietHoursDoesNotShortenTheDay() {
    SeenMessageIds ids = SeenMessageIds.open(data, clock, 1_000);
    ids.claim(List.of("morning")).commit();
    for (int hour = 0; hour < 23; hour++) {
      clock.advance(Duration.ofHours(1));
      ids.claim(List.of("hour-" + hour)).commit();
    }

    for (int i = 0; i < 900; i++) {
      ids.claim(List.of("burst-" + i)).commit();
    }

    assertThat(ids.claim(List.of("morning")).isFresh(0)).isFalse();
  }

  @Test
  void anIdIsKnownForADayAndForgottenAfterThirtyHours() {
    SeenMessageIds ids = SeenMessageIds.open(data, clock);
    ids.claim(List.of("a")).commit();

    clock.advance(Duration.ofHours(7));
    ids.claim(List.of("b")).commit();
    clock.advance(Duration.ofHours(17).minusSeconds(1));
    boolean freshWithinTheDay = ids.claim(List.of("a")).isFresh(0);
    clock.advance(Duration.ofHours(7).plusSeconds(1));
    boolean freshLater = ids.claim(List.of("a")).isFresh(0);

    assertThat(freshWithinTheDay).isFalse();
    assertThat(freshLater).isTrue();
  }

  @Test
  void theFilesAreTheirOwnersAlone() throws IOException {
    SeenMessageIds.open(data, clock).claim(List.of("a")).commit();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("seen")))).isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(onlyFile()))).isEqualTo("rw-------");
  }

  @Test
  void ofManyCallersWithTheSameIdsOneQueuesEach() throws Exception {
    SeenMessageIds ids = SeenMessageIds.open(data, clock);
    AtomicInteger queued = new AtomicInteger();
    Callable<Void> caller = () -> {
      for (int i = 0; i < 2_000; i++) {
        while (!queueOnce(ids, "id-" + i, queued)) {
          Thread.onSpinWait();
        }
      }
      return null;
    };

    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (var done : threads.invokeAll(List.of(caller, caller, caller, caller))) {
      done.get();
    }
    threads.shutdown();

    assertThat(queued).hasValue(2_000);
  }

  private static boolean queueOnce(SeenMessageIds ids, String id, AtomicInteger queued) {
    try {
      SeenIds.Claim claim = ids.claim(List.of(id));
      if (claim.isFresh(0)) {
        queued.incrementAndGet();
      }
      claim.commit();
      return true;
    } catch (MessageIdsBusy busy) {
      return false;
    }
  }

  @Test
  void aMillionIdsAreLoadedQuickly() {
    SeenMessageIds before = SeenMessageIds.open(data, clock);
    for (int i = 0; i < 1_000_000; i += 500) {
      int from = i;
      before.claim(IntStream.range(from, from + 500).mapToObj(n -> "id-" + n).toList()).commit();
    }
    before.close();

    long start = System.nanoTime();
    SeenMessageIds after = SeenMessageIds.open(data, clock);
    Duration taken = Duration.ofNanos(System.nanoTime() - start);

    assertThat(taken).isLessThan(Duration.ofSeconds(3));
    assertThat(after.claim(List.of("id-0", "id-999999")).isFresh(0)).isFalse();
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("seen"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
