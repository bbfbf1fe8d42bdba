package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.ingest.file.InboxFiles;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.Log;
import io.pardotroutes.support.SharedBundleTest;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may write into the inbox has nothing else read or overwritten, and holds up nobody's files. */
class HostileInboxTest extends SharedBundleTest {

  @RegisterExtension
  private final Log log = new Log(InboxFiles.class);

  @Override
  protected void prepare(Home home) {
    home.destination("main", 4);
  }

  @Test
  void linksPipesSocketsAndFoldersAreNamedOnceAndTheFileBesideThemIsDone() throws Exception {
    Path inbox = home.folder().resolve("data/inbox");
    home.write("data/outside.jsonl", identify("outside@link.example", "CEO"));
    make("ln -s ../outside.jsonl link.jsonl; ln -s .. linked-folder.jsonl; ln -s nowhere dangling.jsonl; ln ../outside.jsonl hard.jsonl;"
        + " mkfifo pipe.jsonl; mkdir folder.jsonl; touch -d '1 minute ago' ../outside.jsonl pipe.jsonl");
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(inbox.resolve("socket.jsonl")));
      make("touch -d '1 minute ago' socket.jsonl");
      home.drop("zz-beside-links.jsonl", identify("beside@link.example", "CEO"));

      assertThat(prospect("beside@link.example").path("job_title").asText()).isEqualTo("CEO");
      eventuallyHolds(() -> assertThat(home.exists("data/inbox/.done/zz-beside-links.jsonl")).isTrue());
      afterFurtherPolls();
    }

    for (String name : List.of("link.jsonl", "dangling.jsonl", "hard.jsonl", "pipe.jsonl", "socket.jsonl")) {
      assertThat(log.count(name + " is left alone")).as(name).isEqualTo(1);
    }
    assertThat(inbox.toFile().list()).contains("link.jsonl", "linked-folder.jsonl", "dangling.jsonl", "hard.jsonl", "pipe.jsonl", "folder.jsonl");
    assertThat(prospectsOf("outside@link.example")).isEmpty();
    assertThat(home.read("data/outside.jsonl")).isEqualTo(identify("outside@link.example", "CEO"));
  }

  @Test
  void namesThatAreNotPlainAreNamedOnceInPlainLettersAndStay() throws Exception {
    String event = identify("hidden@name.example", "CEO");
    home.write("data/event", event);
    make("touch -d '1 minute ago' ../event; for name in \"$(printf 'new\\nline.jsonl')\" 'x\\..\\back.jsonl' \"$(printf '%0249d.jsonl' 7)\" \"$(printf 'smile-\\360\\237\\230\\200.jsonl')\""
        + " \"$(printf 'caf\\351.jsonl')\" \"$(printf 'bell\\007.jsonl')\" '%2e%2e.jsonl' '${sys:user.home}.jsonl';"
        + " do cp -p ../event \"$name\"; done");
    home.drop("zz-beside-names.jsonl", identify("beside@name.example", "CEO"));

    assertThat(prospect("beside@name.example").path("job_title").asText()).isEqualTo("CEO");
    eventuallyHolds(() -> assertThat(home.exists("data/inbox/.done/zz-beside-names.jsonl")).isTrue());
    afterFurtherPolls();

    for (String cleaned : List.of("new.line.jsonl", "x\\?\\.\\.\\?back.jsonl", "0{200,}7.jsonl", "smile-\\?+.jsonl", "caf\\?+.jsonl", "bell\\?.jsonl",
        "\\?2e\\?2e.jsonl", "\\?\\?sys\\?user.home\\?.jsonl")) {
      assertThat(log.lines()).as(cleaned).filteredOn(line -> line.matches("WARN " + cleaned + " is left alone in the inbox: its name .*")).hasSize(1);
    }
    assertThat(log.lines()).allMatch(line -> line.matches("[\\x20-\\x7E]*"));
    assertThat(prospectsOf("hidden@name.example")).isEmpty();
  }

  @Test
  void aNameThatComesTwiceOverwritesNothing() {
    home.drop("twice.json", identify("first@twice.example", "CEO"));
    eventuallyHolds(() -> assertThat(home.exists("data/inbox/.done/twice.json")).isTrue());

    home.drop("twice.json", identify("second@twice.example", "CTO"));

    assertThat(prospect("second@twice.example").path("job_title").asText()).isEqualTo("CTO");
    eventuallyHolds(() -> assertThat(home.exists("data/inbox/.done/twice-2.json")).isTrue());
    assertThat(home.read("data/inbox/.done/twice.json")).contains("first@twice.example");
  }

  /** In the inbox, by a shell: it makes names of any bytes. What was changed a minute ago is what nothing but its kind or name keeps from being read. */
  private void make(String commands) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-e", "-c", commands).directory(home.folder().resolve("data/inbox").toFile()).inheritIO().start();
    assertThat(shell.waitFor()).isZero();
  }

  /** A file that comes now is done only by a poll after those that saw the others. */
  private void afterFurtherPolls() {
    String name = "later-" + System.nanoTime() + ".jsonl";
    home.drop(name, identify(name + "@later.example", "CEO"));
    eventuallyHolds(() -> assertThat(home.exists("data/inbox/.done/" + name)).isTrue());
  }
}
