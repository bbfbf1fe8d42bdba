package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.auth.InvitationLog;
import io.pardotroutes.support.BundleTest;
import io.pardotroutes.support.Log;
import io.pardotroutes.support.Terminal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who invites is a command of another process; the bundle's log tells of it all the same. */
class InvitationLogTest extends BundleTest {

  private static final Pattern LINK = Pattern.compile("/invitation/([0-9a-f]{8})/\\S+");

  @RegisterExtension
  private final Log log = new Log(InvitationLog.class);

  private String invite() {
    Matcher link = LINK.matcher(Terminal.run(home, "", "invite", "main").out());
    assertThat(link.find()).isTrue();
    return link.group();
  }

  private static String id(String link) {
    return LINK.matcher(link).replaceAll("$1");
  }

  @Test
  void theBundlesLogTellsOfInvitationsThatCommandsMakeAndTakeBack() {
    home.destination("main", 4, "auth.flow = web-server", "auth.loginUrl = http://localhost:" + home.sandboxPort, "auth.clientId = sandbox");
    start();

    String link = invite();
    String id = id(link);
    eventuallyHolds(() -> assertThat(log.lines()).singleElement().asString().matches("INFO main: invitation " + id + " is open until 20\\S+Z"));

    Terminal.run(home, "", "invite", "--revoke", id);
    eventuallyHolds(() -> assertThat(log.lines()).hasSize(2).last().isEqualTo("INFO main: invitation " + id + " was taken back"));

    stop();
    String later = invite();
    start();
    eventuallyHolds(() -> assertThat(log.lines()).hasSize(3));
    assertThat(log.lines().get(2)).startsWith("INFO main: invitation " + id(later) + " is open");
    assertThat(String.join("\n", log.lines())).doesNotContain(link.substring(link.lastIndexOf('/') + 1), later.substring(later.lastIndexOf('/') + 1));
  }
}
