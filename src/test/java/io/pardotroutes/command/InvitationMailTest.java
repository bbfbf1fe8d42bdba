package io.pardotroutes.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.pardotroutes.support.Certificates;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.LoudLog;
import io.pardotroutes.support.Terminal;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/pardot-routes invite --mail}: the link goes by mail where it can, and is shown where it can't. */
class InvitationMailTest {

  private static final String ADDRESS = "anna@acme.example";
  private static final String LINK = "http://localhost:\\d+/invitation/[0-9a-f]{8}/[A-Za-z0-9_-]{43}";

  @TempDir
  Path folder;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private Home home;
  private GreenMail mail;
  private ServerSocket scripted;

  @BeforeEach
  void open() {
    home = new Home(folder);
    home.destination("main", 4, "auth.flow = web-server", "auth.clientId = sandbox").setting("pardot.http.writeKeys", "shop:shop-key-0123456789");
  }

  @AfterEach
  void close() throws IOException {
    if (mail != null) {
      mail.stop();
    }
    if (scripted != null) {
      scripted.close();
    }
    threads.shutdownNow();
  }

  private void serve(String protocol) {
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
    mail.setUser("bundle@acme.example", "bundle", "mail)password");
    mail.start();
    int port = protocol.equals("smtp") ? mail.getSmtp().getPort() : mail.getSmtps().getPort();
    home.setting("pardot.smtp.url", protocol + "://127.0.0.1:" + port).setting("pardot.smtp.from", "bundle@acme.example")
        .setting("pardot.smtp.username", "bundle").setting("pardot.smtp.password", "mail)password");
  }

  /** A mail server that starts TLS with this certificate, trusted by the bundle; "TLS" goes before each line that it hears by it. */
  private void serveStartTls(Certificates certificate, String answerToRecipients) throws IOException {
    certificate.write(folder.resolve("trusted.pem"));
    scripted = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    home.setting("pardot.smtp.url", "smtp://127.0.0.1:" + scripted.getLocalPort()).setting("pardot.smtp.from", "bundle@acme.example")
        .setting("pardot.smtp.username", "bundle").setting("pardot.smtp.password", "mail)password")
        .setting("pardot.tls.trustedCertificates", folder.resolve("trusted.pem"));
    threads.submit(() -> {
      try (Socket client = scripted.accept()) {
        converse(client, "", certificate, answerToRecipients);
      }
      return null;
    });
  }

  private void converse(Socket client, String way, Certificates certificate, String answerToRecipients) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    if (way.isEmpty()) {
      say(client, "220 mail");
    }
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      heard.add(way + line);
      switch (line.split("[ :]", 2)[0]) {
        case "EHLO" -> say(client, way.isEmpty() ? "250-mail\r\n250-AUTH PLAIN\r\n250 STARTTLS" : "250-mail\r\n250 AUTH PLAIN");
        case "STARTTLS" -> {
          say(client, "220 go on");
          SSLSocket secured = (SSLSocket) certificate.server().getSocketFactory().createSocket(client, null, client.getPort(), true);
          secured.setUseClientMode(false);
          converse(secured, "TLS ", certificate, answerToRecipients);
          return;
        }
        case "AUTH" -> say(client, "235 welcome");
        case "RCPT" -> say(client, answerToRecipients);
        case "DATA" -> say(client, "354 go on");
        case "MAIL", "." -> say(client, "250 fine");
        case "QUIT" -> say(client, "221 bye");
        default -> { }
      }
    }
  }

  private static void say(Socket client, String answer) throws IOException {
    client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private Terminal.Result invite() {
    return Terminal.run(home, "", "invite", "main", "--mail", ADDRESS);
  }

  private static void assertShown(Terminal.Result result, String reason) {
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("the link could not be mailed", reason).doesNotContain("mail)password", ADDRESS, "at io.");
    assertThat(result.out()).containsPattern(LINK);
  }

  @Test
  void theLinkGoesToTheTeammateAndIsNotShown() throws Exception {
    serve("smtp");

    Terminal.Result result = invite();

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("Mailed a link to " + ADDRESS, "invite --revoke").doesNotContainPattern(LINK);
    assertThat(mail.getReceivedMessages()).hasSize(1);
    MimeMessage message = mail.getReceivedMessages()[0];
    assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly(ADDRESS);
    assertThat(message.getFrom()).extracting(Object::toString).containsExactly("bundle@acme.example");
    assertThat(message.getSubject()).isEqualTo("Connect Pardot: main");
    assertThat(message.getContentType()).startsWithIgnoringCase("text/plain");
    assertThat((String) message.getContent()).startsWith("You are asked to connect Pardot").containsPattern("(?m)^" + LINK + "\\R")
        .contains("business unit of the destination main");
  }

  @Test
  void aServerWhoseCertificateNobodyVouchesForGetsNothing() throws Exception {
    serve("smtps");

    assertShown(invite(), "127.0.0.1 did not take it");

    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerThatOffersTlsHearsNothingWithoutIt() throws Exception {
    serveStartTls(Certificates.make("mail"), "250 fine");

    Terminal.Result result = invite();

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(heard.stream().filter(line -> !line.startsWith("TLS ")).map(line -> line.split(" ")[0])).containsExactly("EHLO", "STARTTLS");
    assertThat(heard).contains("TLS RCPT TO:<" + ADDRESS + ">", "TLS Subject: Connect Pardot: main");
    assertThat(heard.stream().filter(line -> line.matches("TLS " + LINK))).hasSize(1);
  }

  @Test
  void aServerThatShowsTheCertificateOfAnotherHostGetsNothing() throws Exception {
    serveStartTls(Certificates.of("mail.example"), "250 fine");

    assertShown(invite(), "127.0.0.1 did not take it");

    assertThat(heard).noneMatch(line -> line.startsWith("TLS "));
  }

  @Test
  void aServersOwnWordsOfTheAddressAreInNoMessageAndNoLog() throws Exception {
    serveStartTls(Certificates.make("mail"), "550 planted@acme.example is unknown here");
    home.setting("pardot.smtp.username", "planted").setting("pardot.smtp.password", "planted-password");

    try (LoudLog log = new LoudLog(folder)) {
      Terminal.Result result = Terminal.run(home, "", "invite", "main", "--mail", "planted@acme.example");

      assertThat(result.err()).contains("127.0.0.1 did not take it: recipient address not accepted (550)");
      assertThat(log.lines()).anyMatch(line -> line.contains("HANDSHAKEN"));
      assertThat(result.err().lines().filter(LoudLog::givesAway)).isEmpty();
      assertThat(log.lines().stream().filter(LoudLog::givesAway).map(LoudLog::around)).isEmpty();
    }
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
    assertThat(Terminal.run(home, "", "invite", "--list", "--mail", ADDRESS).code()).isEqualTo(2);
    assertThat(Pattern.compile(LINK).matcher(Terminal.run(home, "", "invite", "main").out()).find()).isTrue();
  }
}
