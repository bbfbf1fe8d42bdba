package io.pardotroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pardotroutes.destination.Auth;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.DestinationListener;
import io.pardotroutes.destination.UnknownDestination;
import io.pardotroutes.files.Problem;
import io.pardotroutes.live.LiveFiles;
import io.pardotroutes.live.LiveTest;
import io.pardotroutes.prospect.ApiVersion;
import io.pardotroutes.secret.Secrets;
import io.pardotroutes.secret.Secrets.Kind;
import io.pardotroutes.settings.InvalidConfiguration;
import io.pardotroutes.settings.SecretFunction;
import io.pardotroutes.settings.Settings;
import io.pardotroutes.support.SmallHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.junit.jupiter.api.Test;

/** One route of each template for each destination. */
class TemplatesTest extends LiveTest {

  private static final String FILE = "routes/deliver.camel.yaml";

  private static String deliver(String answer) {
    return """
        - routeTemplate:
            id: deliver
            parameters:
              - name: destination
              - name: apiVersion
              - name: batchSize
              - name: batchWait
            route:
              description: One batch
              from:
                uri: direct:{{destination}}
                steps:
                  - setBody:
                      id: answer
                      constant: "%s {{destination}} v{{apiVersion}} {{batchSize}} {{batchWait}}"
        """.formatted(answer);
  }

  private Object startOf(String route) {
    return context.getRoute(route);
  }

  @Test
  void eachDestinationHasItsRouteWithItsSettings() {
    home.write("config/destinations/apac.properties", SmallHome.SANDBOX + "apiVersion = 3\nbatchSize = 7\nbatchWait = 2s\n");
    home.write(FILE, deliver("one"));

    start();

    assertThat(ask("direct:emea")).isEqualTo("one emea v4 50 200");
    assertThat(ask("direct:apac")).isEqualTo("one apac v3 7 2000");
    assertThat(context.getRoutes()).extracting(route -> route.getId()).containsExactlyInAnyOrder("deliver-emea", "deliver-apac");
  }

  @Test
  void aChangedTemplateMakesItsRoutesAnew() {
    home.write("config/destinations/apac.properties", SmallHome.SANDBOX);
    home.write(FILE, deliver("one"));
    start();

    home.write(FILE, deliver("two"));

    awaitAnswer("direct:emea", "two emea v4 50 200");
    awaitAnswer("direct:apac", "two apac v4 50 200");
    assertThat(context.getRouteTemplateDefinitions()).hasSize(1);
    assertThat(context.getRouteDefinitions()).hasSize(2);
  }

  @Test
  void aBrokenTemplateIsRefusedAndTheRoutesRunOn() {
    home.write(FILE, deliver("one"));
    start();

    home.write(FILE, deliver("two").replace("setBody:", "setBodi:"));

    assertThat(awaitRefusal().line()).isEqualTo(13);
    assertThat(ask("direct:emea")).isEqualTo("one emea v4 50 200");
  }

  @Test
  void aTemplateIsTriedAlsoWhileThereIsNoDestination() {
    home.delete("config/destinations/emea.properties");
    home.write(FILE, deliver("one").replace("direct:", "direct:x?nonsense=1&y="));

    assertThatThrownBy(this::start).isInstanceOf(InvalidConfiguration.class).hasMessageContaining("nonsense").hasMessageContaining(FILE + ":11:");
  }

  @Test
  void aNewDestinationIsTheOnlyOneThatChanges() {
    home.write(FILE, deliver("one"));
    start();
    Object before = startOf("deliver-emea");

    home.write("config/destinations/apac.properties", SmallHome.SANDBOX);

    awaitAnswer("direct:apac?failIfNoConsumers=false", "one apac v4 50 200");
    assertThat(startOf("deliver-emea")).isSameAs(before);
    assertThat(live.destinations().enabled()).extracting(Destination::name).containsExactly("apac", "emea");
  }

  @Test
  void aChangedDestinationIsTheOnlyOneThatChanges() {
    home.write("config/destinations/apac.properties", SmallHome.SANDBOX);
    home.write(FILE, deliver("one"));
    start();
    Object before = startOf("deliver-apac");

    home.write("config/destinations/emea.properties", SmallHome.SANDBOX + "batchSize = 9\n");

    awaitAnswer("direct:emea", "one emea v4 9 200");
    assertThat(live.destinations().get("emea").batchSize()).isEqualTo(9);
    assertThat(startOf("deliver-apac")).isSameAs(before);
  }

  @Test
  void aRemovedDestinationTakesItsRoutesWithIt() {
    home.write(FILE, deliver("one"));
    start();

    home.delete("config/destinations/emea.properties");

    await().atMost(SOON).until(() -> live.destinations().all().isEmpty());
    assertThat(context.getRoutes()).isEmpty();
    assertThatThrownBy(() -> live.destinations().get("emea")).isInstanceOf(UnknownDestination.class);
    home.write("config/destinations/emea.properties", SmallHome.SANDBOX);
    awaitAnswer("direct:emea?failIfNoConsumers=false", "one emea v4 50 200");
  }

  @Test
  void aDisabledDestinationHasNoRoutes() {
    home.write(FILE, deliver("one"));
    start();

    home.write("config/destinations/emea.properties", SmallHome.SANDBOX + "enabled = false\n");

    await().atMost(SOON).until(() -> context.getRoutes().isEmpty());
    assertThat(live.destinations().get("emea").enabled()).isFalse();
    home.write("config/destinations/emea.properties", SmallHome.SANDBOX);
    awaitAnswer("direct:emea?failIfNoConsumers=false", "one emea v4 50 200");
  }

  @Test
  void aWrongDestinationIsRefusedAndTheOldSettingsGoOn() {
    home.write(FILE, deliver("one"));
    start();
    Object before = startOf("deliver-emea");

    home.write("config/destinations/emea.properties", SmallHome.SANDBOX + "batchSize = 51\n");

    Problem problem = awaitRefusal();
    assertThat(problem).hasToString("config/destinations/emea.properties:3: batchSize must be a whole number from 1 to 50, not '51'");
    assertThat(live.destinations().get("emea").batchSize()).isEqualTo(50);
    assertThat(startOf("deliver-emea")).isSameAs(before);
    home.write("config/destinations/emea.properties", SmallHome.SANDBOX + "batchSize = 5\n");
    awaitAnswer("direct:emea", "one emea v4 5 200");
    awaitAccepted();
  }

  @Test
  void aDestinationWhoseRouteIdIsTakenIsRefusedUntilItIsFree() {
    home.write(FILE, deliver("one"));
    home.write("routes/taken.camel.yaml", answering("deliver-apac", "direct:taken", "x"));
    start();

    home.write("config/destinations/apac.properties", SmallHome.SANDBOX);

    assertThat(awaitRefusal().toString()).startsWith("config/destinations/apac.properties: its routes can't be made: ")
        .contains("the route id deliver-apac belongs to routes/taken.camel.yaml");
    assertThat(live.destinations().all()).hasSize(1);
    home.delete("routes/taken.camel.yaml");
    awaitAccepted();
    assertThat(live.destinations().all()).hasSize(2);
  }

  @Test
  void aDestinationWhoseRoutesDoNotStartLeavesEverythingAsItWas() {
    home.write(FILE, deliver("one").replace("direct:{{destination}}",
        "file:" + home.folder() + "/inbox-{{apiVersion}}?autoCreate=false&startingDirectoryMustExist=true"));
    home.makeFolder("inbox-4");
    start();

    home.write("config/destinations/emea.properties", SmallHome.SANDBOX + "apiVersion = 3\n");

    assertThat(awaitRefusal().what()).contains("inbox-3");
    assertThat(live.destinations().get("emea").apiVersion()).isEqualTo(ApiVersion.V4);
    assertThat(context.getRouteController().getRouteStatus("deliver-emea").isStarted()).isTrue();
    home.makeFolder("inbox-3");
    home.write("config/destinations/emea.properties", SmallHome.SANDBOX + "apiVersion = 3 \n");
    await().atMost(SOON).until(() -> live.destinations().get("emea").apiVersion() == ApiVersion.V3);
  }

  @Test
  void theFieldMapOfADestinationIsFollowedToo() {
    home.write(FILE, deliver("one"));
    start();
    Object before = live.destinations().get("emea").fieldMap();

    home.write("config/field-map.yaml", "nothing: here\n");

    assertThat(awaitRefusal().file()).hasToString("config/field-map.yaml");
    assertThat(live.destinations().get("emea").fieldMap()).isSameAs(before);
    home.write("config/field-map.yaml", "fields:\n  last_name: [lastName]\n");
    await().atMost(SOON).until(() -> live.destinations().get("emea").fieldMap() != before);
    awaitAccepted();
  }

  @Test
  void aDestinationIsTakenOnceTheRightsOfItsKeyFileAreMended() throws IOException {
    home.write(FILE, deliver("one"));
    home.write("pardot.key", "-----BEGIN PRIVATE KEY-----\n");
    Path key = home.folder().resolve("pardot.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    start();
    home.write("config/destinations/emea.properties", "auth.flow = jwt\nauth.clientId = app\nauth.username = a@example.com\nauth.keyFile = pardot.key\n"
        + "baseUrl = http://localhost:1\nauth.loginUrl = http://localhost:1\nbusinessUnitId = 0Uv000000000001CAA\n");
    assertThat(awaitRefusal().what()).contains("chmod 600");

    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));

    awaitAccepted();
    assertThat(live.destinations().get("emea").auth().flow()).isEqualTo(Auth.Flow.JWT);
  }

  @Test
  void theSecretsOfADestinationAreFollowedToo() {
    Secrets secrets = Settings.load(home.folder()).secrets();
    context.getPropertiesComponent().addPropertiesFunction(new SecretFunction(secrets));
    secrets.write(Kind.NAMED, "app", "first");
    home.write("config/destinations/emea.properties", SmallHome.SANDBOX + "auth.clientSecret = {{secret:app}}\n");
    home.write(FILE, deliver("one"));
    start();
    assertThat(live.destinations().get("emea").auth().clientSecret()).isEqualTo("first");

    secrets.write(Kind.NAMED, "app", "second");
    await().atMost(SOON).until(() -> live.destinations().get("emea").auth().clientSecret().equals("second"));

    secrets.delete(Kind.NAMED, "app");
    assertThat(awaitRefusal().what()).contains("auth.clientSecret", "secret set app");
    assertThat(live.destinations().get("emea").auth().clientSecret()).isEqualTo("second");
    secrets.write(Kind.NAMED, "app", "third");
    await().atMost(SOON).until(() -> live.destinations().get("emea").auth().clientSecret().equals("third"));
    awaitAccepted();
  }

  @Test
  void listenersHearOfEveryDestination() {
    home.write(FILE, deliver("one"));
    List<String> heard = new CopyOnWriteArrayList<>();
    context.start();
    live = new LiveFiles(home.folder(), context, Settings.load(home.folder()));
    live.readDestinations();
    live.addListener(new DestinationListener() {
      @Override
      public void added(Destination destination) {
        heard.add("added " + destination.name());
      }

      @Override
      public void changed(Destination before, Destination now) {
        heard.add("changed " + before.batchSize() + " to " + now.batchSize());
      }

      @Override
      public void removed(Destination destination) {
        heard.add("removed " + destination.name());
      }
    });
    live.start();
    List<String> expected = new ArrayList<>(List.of("added emea"));
    assertThat(heard).isEqualTo(expected);

    home.write("config/destinations/emea.properties", SmallHome.SANDBOX + "batchSize = 9\n");
    expected.add("changed 50 to 9");
    await().atMost(SOON).until(() -> heard.equals(expected));
    home.write("config/destinations/emea.properties", SmallHome.SANDBOX + "enabled = false\n");
    expected.add("removed emea");
    await().atMost(SOON).until(() -> heard.equals(expected));
    home.write("config/destinations/emea.properties", SmallHome.SANDBOX);
    expected.add("added emea");
    await().atMost(SOON).until(() -> heard.equals(expected));
    home.delete("config/destinations/emea.properties");
    expected.add("removed emea");
    await().atMost(SOON).until(() -> heard.equals(expected));
  }

  @Test
  void theSameTemplateInTwoFilesIsRefused() {
    home.write(FILE, deliver("one"));
    home.write("routes/other.camel.yaml", deliver("two"));

    assertThatThrownBy(this::start).isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("routes/other.camel.yaml:1: the template id deliver belongs to " + FILE);
  }

  @Test
  void aTemplateNamesAPolicyThatExists() throws Exception {
    context.addRoutesConfigurations(new RouteConfigurationBuilder() {
      @Override
      public void configuration() {
        routeConfiguration("delivery-policies").onException(IllegalStateException.class).handled(true).setBody(constant("handled"));
      }
    });
    String failing = deliver("one").replace("steps:",
        "steps:\n          - throwException: {exceptionType: java.lang.IllegalStateException, message: no}");
    home.write(FILE, failing.replace("description: One batch", "routeConfigurationId: deliv*"));
    start();
    assertThat(ask("direct:emea")).isEqualTo("handled");

    home.write(FILE, failing.replace("description: One batch", "routeConfigurationId: nobody"));

    assertThat(awaitRefusal()).hasToString(FILE + ":9: routeConfigurationId names 'nobody', and there is none of that name;"
        + " those that exist: delivery-policies");
    assertThat(ask("direct:emea")).isEqualTo("handled");
  }

  @Test
  void aParameterThatNoDestinationHasIsRefused() {
    home.write(FILE, deliver("one").replace("name: batchSize", "name: bachSize"));

    assertThatThrownBy(this::start).isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining(FILE + ":6: the template parameter bachSize is no setting of a destination");
  }
}
