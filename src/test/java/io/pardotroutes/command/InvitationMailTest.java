package io.pardotroutes.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.Terminal;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/pardot-routes invite --mail}: the link goes by mail where it can, and is shown where it can't. */
class InvitationMailTest {

  private static final String LINK = "http://localhost:\\d+/invitation/[0-9a-f]{8}/[A-Za-z0-9_-]{43}";

  @TempDir
  Path folder;

  private Home home;
  private GreenMail mail;

  @BeforeEach
  void open() {
    home = new Home(folder);
    home.destination("main", 4, "auth.flow = web-server", "auth.clientId = sandbox").setting("pardot.http.writeKeys", "shop:shop-key-0123456789");
  }

  @AfterEach
  void close() {
    if (mail != null) {
      mail.stop();
    }
  }

  private void serve(String protocol) {
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
    mail.setUser("bundle@acme.example", "bundle", "mail)password");
    mail.start();
    int port = protocol.equals("smtp") ? mail.getSmtp().getPort() : mail.getSmtps().getPort();
    home.setting("pardot.smtp.url", protocol + "://127.0.0.1:" + port).setting("pardot.smtp.from", "bundle@acme.example")
        .setting("pardot.smtp.username", "bundle").setting("pardot.smtp.password", "mail)password");
  }

  private Terminal.Result invite() {
    return Terminal.run(home, "", "invite", "main", "--mail", "anna@acme.example");
  }

  private static void assertShown(Terminal.Result result, String reason) {
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("the link could not be mailed", reason).doesNotContain("mail)password", "at io.");
    assertThat(result.out()).containsPattern(LINK);
  }

  @Test
  void theLinkGoesToTheTeammateAndIsNotShown() throws Exception {
    serve("smtp");

    Terminal.Result result = invite();

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("Mailed a link to anna@acme.example", "invite --revoke").doesNotContainPattern(LINK);
    assertThat(mail.getReceivedMessages()).hasSize(1);
    MimeMessage message = mail.getReceivedMessages()[0];
    assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly("anna@acme.example");
    assertThat(message.getFrom()).extracting(Object::toString).containsExactly("bundle@acme.example");
    assertThat(message.getSubject()).isEqualTo("Connect Pardot: main");
    assertThat(message.getContentType()).startsWithIgnoringCase("text/plain").containsIgnoringCase("utf-8");
    assertThat((String) message.getContent()).containsPattern(LINK).contains("business unit of the destination main");
  }

  @Test
  void aServerWhoseCertificateNobodyVouchesForGetsNothing() throws Exception {
    serve("smtps");

    assertShown(invite(), "127.0.0.1 did not take it");

    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @Test
  void aWrongPasswordShowsTheLinkAndNotThePassword() {
    serve("smtp");
    mail.getUserManager().deleteUser(mail.getUserManager().getUser("bundle"));
    mail.setUser("bundle@acme.example", "bundle", "another");

    assertShown(invite(), "127.0.0.1 did not take it");
  }

  @Test
  void withoutAMailServerTheLinkIsShown() throws Exception {
    assertShown(invite(), "pardot.smtp.url is not set");

    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      home.setting("pardot.smtp.url", "smtp://127.0.0.1:" + free.getLocalPort());
    }
    assertShown(invite(), "pardot.smtp.from is not set");
    home.setting("pardot.smtp.from", "bundle@acme.example");
    assertShown(invite(), "127.0.0.1 did not take it");
  }

  @Test
  void onlyOneAddressIsTaken() {
    for (String address : new String[] {"anna", "a@acme.example,b@acme.example", "a@acme.example\r\nBcc: b@acme.example", "", "Anna <a@acme.example>"}) {
      assertThat(Terminal.run(home, "", "invite", "main", "--mail", address).code()).as(address).isEqualTo(2);
    }
    assertThat(Terminal.run(home, "", "invite", "--list", "--mail", "anna@acme.example").code()).isEqualTo(2);
    assertThat(Pattern.compile(LINK).matcher(Terminal.run(home, "", "invite", "main").out()).find()).isTrue();
  }
}
