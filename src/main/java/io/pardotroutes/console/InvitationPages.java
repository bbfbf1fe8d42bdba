package io.pardotroutes.console;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pardotroutes.auth.Invitation;
import io.pardotroutes.auth.Invitations;
import io.pardotroutes.auth.RefreshTokens;
import io.pardotroutes.auth.SignIn;
import io.pardotroutes.auth.SignInRefused;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.Destinations;
import io.pardotroutes.destination.UnknownDestination;
import io.pardotroutes.secret.SecretUnreadable;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the holder of an invitation sign in to Salesforce for its destination, and do nothing else. The link is traded for a cookie at
 * once and leaves the address bar; it is used up when somebody has connected, not when a mail scanner has opened it.
 */
public final class InvitationPages {

  private static final Logger LOG = LoggerFactory.getLogger(InvitationPages.class);
  private static final String COOKIE = "pardot_connect";
  private static final String START = "/connect";
  private static final String DONE = "/connect/done";
  private static final Duration VISIT = Duration.ofMinutes(30);
  private static final int MOST_VISITS = 1_000;
  private static final int ID_BYTES = 32;

  private final Destinations destinations;
  private final Invitations invitations;
  private final RefreshTokens refreshTokens;
  private final CloseableHttpClient http;
  private final URI address;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, Visit> visits = Caffeine.newBuilder().expireAfterAccess(VISIT).maximumSize(MOST_VISITS).build();

  /** @param address scheme, host and port under which people reach these pages */
  public InvitationPages(Destinations destinations, Invitations invitations, RefreshTokens refreshTokens, CloseableHttpClient http, URI address, Clock clock) {
    this.destinations = destinations;
    this.invitations = invitations;
    this.refreshTokens = refreshTokens;
    this.http = http;
    this.address = address;
    this.clock = clock;
  }

  /** Somebody with a cookie: what they were invited for, and the sign-in under way. */
  private record Visit(String invitation, String destination, AtomicReference<SignIn> signIn) {}

  /** Puts the pages before what Camel serves. */
  public void serve(Router router) {
    int order = Integer.MIN_VALUE + 2;
    router.get("/invitation/:id/:secret").order(order++).blockingHandler(guarded(this::arrive), false);
    router.get(START).order(order++).blockingHandler(guarded(this::show), false);
    router.post(START).order(order++).blockingHandler(guarded(this::signIn), false);
    router.get(SignIn.CALLBACK).order(order++).blockingHandler(guarded(this::end), false);
    router.get(DONE).order(order++).handler(guarded(call -> Page.send(call, 200, "Connected", "pardot-routes can write to Pardot now. You can close this page.")));
    router.get(Page.STYLE).order(order).handler(Page::style);
  }

  private Handler<RoutingContext> guarded(Handler<RoutingContext> page) {
    return call -> {
      try {
        page.handle(call);
      } catch (SecretUnreadable e) {
        Page.send(call, 503, "Not now", "The invitations can't be read at the moment. Tell whoever runs pardot-routes.");
      }
    };
  }

  private void arrive(RoutingContext call) {
    Optional<Invitation> invitation = invitations.open(call.pathParam("id"), call.pathParam("secret"));
    if (invitation.isEmpty()) {
      LOG.warn("a link of no open invitation was tried from {}", call.request().remoteAddress().hostAddress());
      notOpen(call);
      return;
    }
    LOG.info("{}: invitation {} was opened from {}", invitation.get().destination(), invitation.get().id(), call.request().remoteAddress().hostAddress());
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    visits.put(id, new Visit(invitation.get().id(), invitation.get().destination(), new AtomicReference<>()));
    call.response().addCookie(Cookie.cookie(COOKIE, id).setHttpOnly(true).setSameSite(CookieSameSite.LAX).setPath(START)
        .setSecure(address.getScheme().equals("https")).setMaxAge(VISIT.toSeconds()));
    Page.redirect(call, START);
  }

  private void show(RoutingContext call) {
    Visit visit = visit(call);
    if (visit == null) {
      notOpen(call);
    } else {
      Page.ask(call, "Connect " + visit.destination() + " to Pardot",
          "You were invited to let pardot-routes write prospects to your Pardot business unit. You sign in to Salesforce; no password comes here.",
          START, destination(visit).map(destination -> destination.auth().loginUrl().toString()).orElse(""));
    }
  }

  private void signIn(RoutingContext call) {
    Visit visit = visit(call);
    Optional<Destination> destination = visit == null ? Optional.empty() : destination(visit);
    if (destination.isEmpty()) {
      notOpen(call);
    } else if (!isOurPage(call.request())) {
      Page.send(call, 403, "Not from here", "This has to come from the page of the invitation.");
    } else {
      SignIn signIn = new SignIn(destination.get(), address.resolve(SignIn.CALLBACK), clock);
      visit.signIn().set(signIn);
      Page.redirect(call, signIn.page().toString());
    }
  }

  private void end(RoutingContext call) {
    Visit visit = visit(call);
    if (visit == null) {
      notOpen(call);
      return;
    }
    SignIn signIn = visit.signIn().get();
    if (signIn == null) {
      noAnswer(call);
      return;
    }
    try {
      if (invitations.use(visit.invitation(), () -> signIn.end(URI.create(call.request().uri()), http, refreshTokens))) {
        visits.invalidate(call.request().getCookie(COOKIE).getValue());
        Page.redirect(call, DONE);
      } else {
        notOpen(call);
      }
    } catch (SignInRefused e) {
      Page.send(call, 400, "Not connected", e.getMessage());
    } catch (IllegalArgumentException e) {
      noAnswer(call);
    }
  }

  /** Null where there is none, or its invitation has ended meanwhile. */
  private Visit visit(RoutingContext call) {
    Cookie cookie = call.request().getCookie(COOKIE);
    Visit visit = cookie == null ? null : visits.getIfPresent(cookie.getValue());
    return visit != null && invitations.isOpen(visit.invitation()) ? visit : null;
  }

  private Optional<Destination> destination(Visit visit) {
    try {
      return Optional.of(destinations.get(visit.destination()));
    } catch (UnknownDestination e) {
      return Optional.empty();
    }
  }

  private boolean isOurPage(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    String site = request.getHeader("Sec-Fetch-Site");
    return "same-origin".equals(site) || origin != null && origin.equals(address.getScheme() + "://" + request.getHeader("Host"));
  }

  private static void noAnswer(RoutingContext call) {
    Page.send(call, 400, "Not connected", "This is no answer to a sign-in. Begin again.");
  }

  private static void notOpen(RoutingContext call) {
    Page.send(call, 404, "No open invitation", "This invitation was used, taken back or is older than three days. Ask for another one.");
  }
}
