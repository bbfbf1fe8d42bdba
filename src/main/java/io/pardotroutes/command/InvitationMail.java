package io.pardotroutes.command;

import io.pardotroutes.outgoing.Outgoing;
import io.pardotroutes.settings.Host;
import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Mails an invitation. The connection is encrypted, unless the mail server is on this machine; its certificate is checked as Pardot's is. */
final class InvitationMail {

  private static final int SECONDS = 10;
  private static final int WHOLE_SECONDS = 60;

  private final Settings settings;
  private final URI server;

  InvitationMail(Settings settings) {
    this.settings = settings;
    this.server = URI.create(settings.text(Setting.SMTP_URL));
  }

  /** Sends a text to one address; answers with why it could not, if so, without a word of the address. */
  Optional<String> send(String to, String subject, String text) throws InterruptedException {
    if (settings.text(Setting.SMTP_URL).isEmpty()) {
      return Optional.of("pardot.smtp.url is not set");
    }
    if (settings.text(Setting.SMTP_FROM).isEmpty()) {
      return Optional.of("pardot.smtp.from is not set");
    }
    MailConfig config = config();
    Vertx vertx = Vertx.vertx();
    try {
      MailClient.create(vertx, config).sendMail(new MailMessage(settings.text(Setting.SMTP_FROM), to, subject, text))
          .toCompletionStage().toCompletableFuture().get(WHOLE_SECONDS, TimeUnit.SECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(server.getHost() + " did not take it: " + reason(e.getCause()));
    } catch (TimeoutException e) {
      return Optional.of(server.getHost() + " did not take it within " + WHOLE_SECONDS + " s");
    } finally {
      vertx.close();
    }
  }

  /** Sets no algorithm for checking the server's name: Vert.x 4.5 checks it only where none is set. */
  private MailConfig config() {
    boolean secured = server.getScheme().equals("smtps");
    int port = server.getPort() > 0 ? server.getPort() : secured ? 465 : 25;
    MailConfig config = new MailConfig(server.getHost(), port)
        .setSsl(secured)
        .setStarttls(Host.isLoopback(server.getHost()) ? StartTLSOptions.OPTIONAL : StartTLSOptions.REQUIRED)
        .setTrustOptions(TrustOptions.wrap(Outgoing.trust(settings)))
        .setAuthMethods("LOGIN PLAIN")
        .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(SECONDS))
        .setIdleTimeout(SECONDS)
        .setKeepAlive(false);
    if (!settings.text(Setting.SMTP_USERNAME).isEmpty()) {
      config.setUsername(settings.text(Setting.SMTP_USERNAME)).setPassword(settings.text(Setting.SMTP_PASSWORD));
    }
    return config;
  }

  /** Of what a server answers only the code: its words may repeat the address. */
  private static String reason(Throwable failure) {
    if (failure instanceof SMTPException answer) {
      return answer.getMessage().split(":", 2)[0] + " (" + answer.getReplyCode() + ")";
    }
    return failure.getCause() == null ? failure.getMessage() : reason(failure.getCause());
  }
}
