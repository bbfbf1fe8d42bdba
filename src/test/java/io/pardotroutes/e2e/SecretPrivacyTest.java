package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.pardotroutes.bundle.Bundle;
import io.pardotroutes.secret.Secrets;
import io.pardotroutes.settings.InvalidConfiguration;
import io.pardotroutes.settings.Settings;
import io.pardotroutes.support.BundleTest;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.LoudLog;
import io.pardotroutes.support.Terminal;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator's secrets, of settings, sign-ins and invitations, are in nothing that commands and bundle show, however loud the log is. */
class SecretPrivacyTest extends BundleTest {

  private static final String PARDOT = "pi.pardot.test";
  private static final Pattern OF_A_SIGN_IN = Pattern.compile("[?&](?:code|state)=([^&]{16,})");

  @TempDir Path logs;
  private LoudLog log;
  private ServerSocket proxy;
  private final List<String> toldProxy = new CopyOnWriteArrayList<>();

  @BeforeEach
  void turnEverythingUp() {
    log = new LoudLog(logs);
  }

  @AfterEach
  void turnItDownAgain() throws IOException {
    log.close();
    if (proxy != null) {
      proxy.close();
    }
  }

  @Test
  void noPasswordAndNoKeyOfTheSettingsIsShown() throws Exception {
    int broker = Home.freePort();
    openProxy();
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    mail.setUser("bundle@acme.example", "bundle", "another");
    mail.start();
    home.setting("pardot.http.writeKeys", "shop:planted-write-key").setting("pardot.http.webhooks", "segment:planted-hook-secret").setting("camel.main.jmxEnabled", true)
        .setting("pardot.console.password", "planted-console-password").setting("pardot.broker.acceptor", "tcp://127.0.0.1:" + broker)
        .setting("pardot.broker.password", "planted-broker-password").setting("pardot.proxy.host", "127.0.0.1").setting("pardot.proxy.port", proxy.getLocalPort())
        .setting("pardot.proxy.username", "web").setting("pardot.proxy.password", "planted-proxy-password").setting("pardot.allowedHosts", PARDOT)
        .setting("pardot.smtp.url", "smtp://127.0.0.1:" + mail.getSmtp().getPort()).setting("pardot.smtp.from", "bundle@acme.example").setting("pardot.smtp.username", "bundle")
        .setting("pardot.smtp.password", "planted-smtp-password")
        .destination("near", 4)
        .destination("invited", 4, "auth.flow = web-server", "auth.loginUrl = https://" + PARDOT, "auth.clientId = app", "auth.clientSecret = planted-client-secret")
        .destination("far", 4, "baseUrl = https://" + PARDOT, "auth.flow = refresh-token", "auth.loginUrl = https://" + PARDOT, "auth.clientId = app",
            "auth.clientSecret = planted-client-secret", "auth.refreshToken = planted-refresh-token");
    List<String> shown = new ArrayList<>();
    start();

    shown.add(output(Terminal.run(home, "", "check")));
    shown.add(output(Terminal.run(home, "", "invite", "invited", "--mail", "anna@acme.example")));
    shown.add(output(Terminal.run(home, "", "connect", "invited", "--check")));
    shown.add(output(Terminal.run(home, "planted-named-secret", "secret", "set", "named")));
    shown.add(output(Terminal.run(home, "", "key", "list")));
    sendOverTheNetwork(broker);
    for (String password : List.of("planted-console-password", "planted-wrong-password")) {
      for (String path : List.of("/observe/health", "/observe/metrics")) {
        shown.add(console(path, password));
      }
    }
    eventuallyHolds(() -> assertThat(toldProxy).contains("Proxy-Authorization: Basic " + base64("web:planted-proxy-password")));
    Thread.getAllStackTraces().keySet().forEach(thread -> shown.add(thread.getName()));
    shown.addAll(managed());
    stop();
    mail.stop();
    // The mail server of the test writes down what it is told, which is the proof that it was told.
    log.lines().stream().filter(line -> !line.contains("com.icegreen.greenmail")).forEach(shown::add);

    assertThat(shown).anyMatch(text -> text.contains("127.0.0.1 did not take it")).anyMatch(text -> text.contains("pardot_backlog")).anyMatch(text -> text.startsWith("org.apache.camel:"))
        .hasSizeGreaterThan(1_000);
    String key = home.read("secret.key").strip();
    assertThat(shown.stream().filter(text -> LoudLog.givesAway(text) || text.contains(key)).map(LoudLog::around).toList()).isEmpty();
  }

  @Test
  void nothingOfASignInOrAnInvitationIsLogged() throws Exception {
    home.setting("camel.main.jmxEnabled", true).destination("main", 4, "auth.flow = web-server", "auth.loginUrl = http://localhost:" + home.sandboxPort, "auth.clientId = sandbox",
        "auth.clientSecret = planted-client-secret");
    start();
    sandbox("POST", "/sandbox/settings", "{\"requireToken\":true,\"signIn\":\"allow\"}");
    List<String> secrets = new ArrayList<>();

    String told = connect(secrets);
    secrets.add(refreshToken());
    told += invite(secrets);
    secrets.add(refreshToken());
    post("/v1/identify", identify("signed-in@privacy.example", "CEO"));
    prospect("signed-in@privacy.example");

    List<String> shown = new ArrayList<>(managed());
    shown.add(get(home.consolePort, "/observe/health").body());
    shown.add(get(home.consolePort, "/observe/metrics").body());
    shown.add(told);
    stop();
    shown.addAll(log.lines());
    assertThat(secrets).as("code and state of two sign-ins, two refresh tokens, link and cookie").hasSizeGreaterThanOrEqualTo(8).allMatch(secret -> secret.length() >= 16);
    assertThat(shown).anyMatch(text -> text.contains("main: connected with invitation"));
    assertThat(shown.stream().filter(text -> LoudLog.givesAway(text) || text.contains("!AQ8A") || secrets.stream().anyMatch(text::contains)).map(LoudLog::around).toList()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "pardot.http.writeKeys       | planted-write-key",
      "pardot.http.writeKeys       | shop:planted-write-key, planted-without-name",
      "pardot.http.webhooks        | planted-hook-secret",
      "pardot.smtp.url             | smtp://bundle:planted-password@127.0.0.1:25",
      "pardot.smtp.from            | 'bundle:planted-password@127.0.0.1 x'",
      "pardot.console.url          | https://ops:planted-password@console.example",
      "pardot.http.corsOrigins     | https://ops:planted-password@www.example",
      "pardot.broker.acceptor      | tcp://sender:planted-password@127.0.0.1:61616",
      "pardot.broker.acceptor      | tcp://127.0.0.1:x?password=planted-password",
      "pardot.allowedHosts         | ops:planted-password@gateway.example",
      "pardot.http.trustedProxies  | http://ops:planted-password@127.0.0.1"})
  void aPasswordInTheWrongPlaceIsNotRepeated(String setting, String value) {
    home.setting(setting, value).destination("main", 4);

    Terminal.Result check = Terminal.run(home, "", "check");

    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out()).contains(setting);
    assertThat(LoudLog.givesAway(output(check))).as(check.out()).isFalse();
    assertThatThrownBy(() -> Bundle.start(home.folder(), why -> { })).isInstanceOf(InvalidConfiguration.class).satisfies(e -> assertThat(LoudLog.givesAway(e.getMessage())).isFalse());
    assertThat(log.lines()).noneMatch(LoudLog::givesAway);
  }

  @ParameterizedTest
  @CsvSource({"baseUrl, https://ops:planted-password@pi.pardot.com", "auth.loginUrl, https://ops:planted-password@login.salesforce.com"})
  void aPasswordInTheWrongPlaceOfADestinationIsNotRepeated(String setting, String value) {
    home.destination("main", 4, setting + " = " + value);

    Terminal.Result check = Terminal.run(home, "", "check");

    assertThat(check.out()).contains(setting);
    assertThat(LoudLog.givesAway(output(check))).as(check.out()).isFalse();
  }

  /** Signs in by the command, and notes what must not be seen; answers with what it wrote, but for the address to open. */
  private String connect(List<String> secrets) throws Exception {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    CompletableFuture<Terminal.Result> command = CompletableFuture.supplyAsync(() -> Terminal.run(home, InputStream.nullInputStream(), screen, "connect", "main"));
    String page = eventually(() -> {
      Matcher found = Pattern.compile("http://\\S+/services/oauth2/authorize\\S+").matcher(screen.toString(StandardCharsets.UTF_8));
      assertThat(found.find()).isTrue();
      return found.group();
    });
    note(browser(new CookieManager()).send(HttpRequest.newBuilder(URI.create(page)).build(), HttpResponse.BodyHandlers.ofString()), secrets);
    String told = output(command.get(30, TimeUnit.SECONDS));
    assertThat(told).contains("Connected");
    return told.replace(page, "");
  }

  /** The same by an invitation. */
  private String invite(List<String> secrets) throws Exception {
    String told = output(Terminal.run(home, "", "invite", "main"));
    Matcher link = Pattern.compile("http://\\S+/invitation/[0-9a-f]{8}/(\\S{43})").matcher(told);
    assertThat(link.find()).isTrue();
    secrets.add(link.group(1));
    CookieManager cookies = new CookieManager();
    HttpClient browser = browser(cookies);
    browser.send(HttpRequest.newBuilder(URI.create(link.group())).build(), HttpResponse.BodyHandlers.ofString());
    cookies.getCookieStore().getCookies().forEach(cookie -> secrets.add(cookie.getValue()));
    String console = "http://localhost:" + home.consolePort;
    HttpResponse<String> done = browser.send(HttpRequest.newBuilder(URI.create(console + "/connect")).header("Origin", console).POST(HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
    assertThat(done.body()).contains("Connected");
    note(done, secrets);
    browser.send(HttpRequest.newBuilder(URI.create(link.group())).build(), HttpResponse.BodyHandlers.ofString());
    return told.replace(link.group(), "");
  }

  private static HttpClient browser(CookieManager cookies) {
    return HttpClient.newBuilder().cookieHandler(cookies).followRedirects(HttpClient.Redirect.NORMAL).build();
  }

  /** Code and state of the addresses that a browser was sent to. */
  private static void note(HttpResponse<String> last, List<String> secrets) {
    for (Optional<HttpResponse<String>> answer = Optional.of(last); answer.isPresent(); answer = answer.get().previousResponse()) {
      OF_A_SIGN_IN.matcher(answer.get().uri().toString()).results().map(found -> found.group(1)).filter(secret -> !secrets.contains(secret)).forEach(secrets::add);
    }
  }

  private String refreshToken() throws IOException {
    String kept = Settings.load(home.folder()).secrets().read(Secrets.Kind.TOKEN, "main").orElseThrow();
    return JSON.readTree(kept).path("refreshToken").asText();
  }

  private void sendOverTheNetwork(int port) throws JMSException {
    try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port)) {
      assertThatThrownBy(() -> factory.createContext("sender", "planted-wrong-password").createProducer()).isNotNull();
      try (JMSContext context = factory.createContext("sender", "planted-broker-password")) {
        context.createProducer().send(context.createQueue("segment.events"), identify("network@privacy.example", "CEO"));
      }
    }
    prospect("network@privacy.example");
  }

  private String console(String path, String password) {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + home.consolePort + path)).header("Authorization", "Basic " + base64("ops:" + password)).build()).body();
  }

  /** None of what is gone by now: routes come and go. */
  private static MBeanAttributeInfo[] attributes(MBeanServer server, ObjectName name) throws JMException {
    try {
      return server.getMBeanInfo(name).getAttributes();
    } catch (InstanceNotFoundException gone) {
      return new MBeanAttributeInfo[0];
    }
  }

  /** Names and readable attributes of everything that JMX shows. */
  private static List<String> managed() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    List<String> all = new ArrayList<>();
    for (ObjectName name : server.queryNames(null, null)) {
      all.add(name.toString());
      for (MBeanAttributeInfo attribute : attributes(server, name)) {
        try {
          all.add(name + " " + attribute.getName() + ": " + server.getAttribute(name, attribute.getName()));
        } catch (JMException | RuntimeException notReadable) {
          all.add(String.valueOf(notReadable.getMessage()));
        }
      }
    }
    return all;
  }

  /** Asks for a password, and then lets nobody through. */
  private void openProxy() throws IOException {
    proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> {
      while (!proxy.isClosed()) {
        try (Socket client = proxy.accept()) {
          BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
          boolean known = false;
          for (String line = in.readLine(); line != null && !known; line = in.readLine()) {
            toldProxy.add(line);
            known = line.startsWith("Proxy-Authorization");
            if (line.isEmpty()) {
              client.getOutputStream().write("HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
          }
          client.getOutputStream().write("HTTP/1.1 502 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException ended) {
          // The client has gone, or the test is over.
        }
      }
    });
    thread.setDaemon(true);
    thread.start();
  }

  private static String output(Terminal.Result result) {
    return result.out() + result.err();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
