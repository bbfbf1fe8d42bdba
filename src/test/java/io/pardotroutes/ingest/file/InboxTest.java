package io.pardotroutes.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.pardotroutes.accept.Intake;
import io.pardotroutes.event.EventReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxTest {

  @TempDir Path data;

  @Test
  void aFileThatWasInterruptedGoesOnBehindItsLastQueuedPieceHoweverOften() throws IOException {
    drop("long.jsonl", 1_200);
    Exchange first = exchange();
    Iterator<Intake> pieces = open("long.jsonl", first);
    for (int piece = 0; piece < 2; piece++) {
      pieces.next();
      inbox().advance(file(first));
    }
    Exchange second = exchange();
    open("long.jsonl", second).next();
    inbox().advance(file(second));

    Exchange third = exchange();
    List<String> given = new ArrayList<>();
    for (Iterator<Intake> again = open("long.jsonl", third); again.hasNext(); inbox().advance(file(third))) {
      again.next().events().forEach(event -> given.add(event.userId()));
    }

    assertThat(given).isEqualTo(IntStream.range(1_000, 1_200).mapToObj(i -> "u" + i).toList());
  }

  @Test
  void aFileThatIsPutBackAfterItWasDoneIsReadFromItsBeginning() throws IOException {
    drop("back.jsonl", 3);
    Exchange exchange = exchange();
    open("back.jsonl", exchange).next();
    inbox().advance(file(exchange));
    inbox().finish(file(exchange));

    Files.move(data.resolve("inbox/.done/back.jsonl"), data.resolve("inbox/back.jsonl"));

    assertThat(open("back.jsonl", exchange()).next().events()).hasSize(3);
  }

  @Test
  void aPieceThatIsNotConfirmedStopsTheFile() throws IOException {
    drop("lost.jsonl", 1_200);
    Exchange exchange = exchange();
    Iterator<Intake> pieces = open("lost.jsonl", exchange);
    pieces.next();

    assertThatThrownBy(pieces::next).isInstanceOf(IllegalStateException.class).hasMessageContaining("advance");
    assertThatThrownBy(() -> inbox().finish(file(exchange))).isInstanceOf(IllegalStateException.class);
    assertThat(data.resolve("inbox/lost.jsonl")).exists();
  }

  @Test
  void aFileThatGrowsWhileItIsReadStaysAndIsReadAgain() throws IOException {
    drop("grows.jsonl", 2);
    Exchange exchange = exchange();
    Iterator<Intake> pieces = open("grows.jsonl", exchange);
    pieces.next();
    inbox().advance(file(exchange));
    Files.writeString(data.resolve("inbox/grows.jsonl"), lines(3));

    inbox().finish(file(exchange));

    assertThat(data.resolve("inbox/grows.jsonl")).exists();
    assertThat(open("grows.jsonl", exchange()).next().events()).hasSize(3);
  }

  @Test
  void aFileThatIsGoneGivesNothing() {
    Exchange exchange = exchange();

    assertThat(open("gone.jsonl", exchange)).isNull();
    inbox().finish(file(exchange));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ln -s ../secret.jsonl", "ln -s .done", "ln -s nowhere", "ln ../secret.jsonl", "mkfifo"})
  void whatTookThePlaceOfAFileThatWasLookedAtIsNotOpened(String command) throws Exception {
    inbox();
    Files.writeString(data.resolve("secret.jsonl"), lines(1));
    Process make = new ProcessBuilder("sh", "-c", command + " swapped.jsonl")
        .directory(data.resolve("inbox").toFile()).inheritIO().start();
    assertThat(make.waitFor()).isZero();

    Exchange exchange = exchange();
    Iterator<Intake> pieces = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> open("swapped.jsonl", exchange));

    assertThat(pieces).isNull();
    inbox().finish(file(exchange));
    assertThat(data.resolve("inbox").toFile().list()).contains("swapped.jsonl");
  }

  @Test
  void aLinkInThePlaceOfTheFolderForFinishedFilesLeadsNothingOutOfTheInbox() throws IOException {
    drop("out.jsonl", 1);
    Exchange exchange = exchange();
    open("out.jsonl", exchange).next();
    Inbox inbox = inbox();
    inbox.advance(file(exchange));
    Path elsewhere = Files.createDirectory(data.resolve("elsewhere"));
    Files.delete(data.resolve("inbox/.done"));
    Files.createSymbolicLink(data.resolve("inbox/.done"), elsewhere);

    assertThatThrownBy(() -> inbox.finish(file(exchange))).hasMessageContaining(".done");

    assertThat(elsewhere).isEmptyDirectory();
    assertThat(data.resolve("inbox/out.jsonl")).exists();
  }

  private Inbox inbox() {
    return new Inbox(data, new EventReader(Clock.systemUTC()));
  }

  /** As the route does it: what the first step answers is the variable of the others. */
  private Iterator<Intake> open(String name, Exchange exchange) {
    Iterator<Intake> pieces = inbox().open(name, exchange);
    exchange.setVariable("inboxFile", pieces);
    return pieces;
  }

  private void drop(String name, int lines) throws IOException {
    inbox();
    Files.writeString(data.resolve("inbox").resolve(name), lines(lines));
  }

  private static String lines(int count) {
    return IntStream.range(0, count).mapToObj(i -> "{\"type\":\"identify\",\"userId\":\"u" + i + "\"}").collect(Collectors.joining("\n"));
  }

  private static Exchange exchange() {
    return new DefaultExchange(new DefaultCamelContext());
  }

  private static InboxFile file(Exchange exchange) {
    return exchange.getVariable("inboxFile", InboxFile.class);
  }
}
