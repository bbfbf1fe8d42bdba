package io.pardotroutes.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PasswordLimitsTest {

  private long now;
  private final PasswordLimits limits = new PasswordLimits(new TimeMeter() {
    @Override
    public long currentTimeNanos() {
      return now;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  });

  private void pass(long seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void waitsDoubleFromASecondToAMinuteAndStayThere() {
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      limits.wrong("192.0.2.1");
      waits.add(limits.secondsToWait("192.0.2.1"));
      pass(limits.secondsToWait("192.0.2.1"));
    }

    assertThat(waits).containsExactly(0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 32L, 60L, 60L);
  }

  @Test
  void oneIsForgivenEachMinute() {
    for (int i = 0; i < 4; i++) {
      limits.wrong("192.0.2.1");
    }
    pass(60);

    limits.wrong("192.0.2.1");
    assertThat(limits.secondsToWait("192.0.2.1")).isZero();
    limits.wrong("192.0.2.1");
    assertThat(limits.secondsToWait("192.0.2.1")).isEqualTo(1);
  }

  @Test
  void addressesOfOneIpv6NetworkCountAsOne() {
    for (int i = 0; i < 5; i++) {
      limits.wrong("2001:db8::" + i);
    }

    assertThat(limits.secondsToWait("2001:db8::ffff")).isEqualTo(1);
    assertThat(limits.secondsToWait("2001:db8:0:1::1")).isZero();
  }

  @Test
  void guessesOfAsManyAddressesAsOneLikesAreOneAMinuteInTheEnd() {
    int guesses = 0;
    for (int second = 0; second < 600; second++) {
      for (int i = 0; i < 100; i++) {
        String address = "2001:db8:" + Integer.toHexString(second) + ":" + i + "::1";
        if (limits.secondsToWait(address) == 0) {
          limits.wrong(address);
          guesses++;
        }
      }
      pass(1);
    }

    assertThat(guesses).isBetween(60, 70);
  }
}
