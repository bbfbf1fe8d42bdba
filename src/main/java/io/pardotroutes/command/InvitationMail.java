package io.pardotroutes.command;

import io.pardotroutes.outgoing.Outgoing;
import io.pardotroutes.outgoing.RouteHttp;
import io.pardotroutes.settings.Host;
import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Component;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;

/**
 * Mails an invitation with Camel's mail module, for those who have put it into {@code lib/}: it is not shipped, for the holes that it
 * has had. The connection is encrypted, unless the mail server is on this machine.
 */
final class InvitationMail {

  private static final String MILLIS = "10000";

  private final Settings settings;
  private final URI server;

  InvitationMail(Settings settings) {
    this.settings = settings;
    this.server = URI.create(settings.text(Setting.SMTP_URL));
  }

  /** Sends a text to one address; answers with why it could not, if so. */
  Optional<String> send(String to, String subject, String text) {
    if (settings.text(Setting.SMTP_URL).isEmpty()) {
      return Optional.of("pardot.smtp.url is not set");
    }
    if (settings.text(Setting.SMTP_FROM).isEmpty()) {
      return Optional.of("pardot.smtp.from is not set");
    }
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.disableJMX();
      Component component = context.getComponent(server.getScheme(), true, false);
      if (component == null) {
        return Optional.of("Camel's mail module is not in lib/; see pardot.smtp.url in config/application.properties");
      }
      configure(context, component);
      context.start();
      context.createProducerTemplate().sendBodyAndHeaders(endpoint(), text,
          Map.of("To", to, "From", settings.text(Setting.SMTP_FROM), "Subject", subject, "Content-Type", "text/plain; charset=UTF-8"));
      return Optional.empty();
    } catch (CamelExecutionException e) {
      return Optional.of(server.getHost() + " did not take it: " + e.getCause().getMessage());
    } catch (Exception e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Not by the endpoint's address: what is in an address ends up in messages and logs. */
  private void configure(DefaultCamelContext context, Component component) {
    PropertyBindingSupport.Builder binding = PropertyBindingSupport.build().withCamelContext(context).withTarget(component)
        .withReference(false).withPlaceholder(false)
        .withProperty("configuration.sslContextParameters", RouteHttp.tls(Outgoing.of(settings)));
    if (!settings.text(Setting.SMTP_USERNAME).isEmpty()) {
      binding.withProperty("configuration.username", settings.text(Setting.SMTP_USERNAME))
          .withProperty("configuration.password", settings.text(Setting.SMTP_PASSWORD));
    }
    binding.bind();
  }

  private String endpoint() {
    String protocol = "mail." + server.getScheme() + ".";
    boolean onThisMachine = Host.isLoopback(server.getHost());
    return server + "?connectionTimeout=" + MILLIS + "&" + protocol + "timeout=" + MILLIS + "&" + protocol + "ssl.checkserveridentity=true&"
        + protocol + "starttls.enable=true&" + protocol + "starttls.required=" + !onThisMachine;
  }
}
