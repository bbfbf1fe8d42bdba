package io.pardotroutes.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class PendingListTest {

  private final PendingList list = new PendingList("q", JmsTest.messages("one"));

  @Test
  void isNotSentWhenItsCallerHasLeftBefore() {
    QueueUnavailable left = leave();

    assertThat(left).hasMessageNotContaining("not known");
    assertThat(list.startSending()).isFalse();
  }

  @Test
  void isNotCommittedWhenItsCallerHasLeftWhileItWasSent() {
    list.startSending();

    QueueUnavailable left = leave();

    assertThat(left).hasMessageNotContaining("not known");
    assertThat(list.startCommit()).isFalse();
  }

  @Test
  void tellsACallerThatLeavesDuringTheCommitThatItMayBeQueued() {
    list.startSending();
    list.startCommit();

    QueueUnavailable left = leave();

    assertThat(left).hasMessageContaining("it is not known whether they are on the queue");
    assertThat(left).hasMessageContaining("not known");
  }

  @Test
  void isNotSentAgainWhenTheCommitDidNotHappenAndItsCallerHasLeft() {
    list.startSending();
    list.startCommit();
    leave();

    list.backToSending();

    assertThat(list.startSending()).isFalse();
  }

  @Test
  void tellsItsCallerTheOutcomeOnceThereIsOne() {
    PendingList queued = new PendingList("q", JmsTest.messages("one"));
    queued.queued();
    list.failed(new IllegalStateException("with a secret"), true);

    assertThatCode(() -> queued.await(0)).doesNotThrowAnyException();
    QueueUnavailable failed = leave();
    assertThat(failed).hasMessageContaining("it is not known whether they are on the queue");
    assertThat(failed).hasMessageContaining("IllegalStateException").hasMessageNotContaining("secret");
  }

  private QueueUnavailable leave() {
    QueueUnavailable thrown = catchThrowableOfType(QueueUnavailable.class, () -> list.await(0));
    assertThat(thrown).isNotNull();
    return thrown;
  }
}
