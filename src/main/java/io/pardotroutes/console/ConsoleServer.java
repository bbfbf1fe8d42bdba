package io.pardotroutes.console;

import io.pardotroutes.auth.Invitations;
import io.pardotroutes.auth.RefreshTokens;
import io.pardotroutes.destination.Destinations;
import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

/** What stands around the console's port: its own names, its password, and the pages of invitations, which need none. */
public record ConsoleServer(CamelContext context, Settings settings, Destinations destinations, Invitations invitations, CloseableHttpClient http) {

  /** Where people reach the console: {@code pardot.console.url}, or its port on this machine. */
  public static URI address(Settings settings) {
    String url = settings.text(Setting.CONSOLE_URL);
    return URI.create(url.isEmpty() ? "http://localhost:" + settings.text(Setting.CONSOLE_PORT) : url);
  }

  /** @param server that of the console's port, not open yet */
  public void guard(HttpServer server) {
    Router router = (Router) server.requestHandler();
    URI address = address(settings);
    new SecurityHeaders(address.getScheme().equals("https")).guard(server, router);
    new OwnNames(settings, address).guard(router);
    new InvitationPages(destinations, invitations, new RefreshTokens(settings.secrets()), http, address, Clock.systemUTC()).serve(router);
    String password = settings.text(Setting.CONSOLE_PASSWORD);
    if (!password.isEmpty()) {
      new ConsoleLogin(context, password).guard(router);
    }
  }
}
