package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.BundleTest;
import io.pardotroutes.support.RouteTest;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** docs/changing-routes.md, done as it is written on a running bundle. */
class ChangingRoutesTest extends BundleTest {

  private static final String PREPARE = "routes/prepare.camel.yaml";

  @Test
  void internalAddressesAreDroppedABrokenFileIsRefusedAndASecondDestinationIsAdded() throws Exception {
    home.destination("sample-v4", 4, "lookupField = org_id");
    start();
    String shipped = home.read(PREPARE);

    // 1. drop internal addresses
    String changed = withoutInternalAddresses(shipped);
    home.write(PREPARE, changed);

    eventuallyHolds(() -> {
      post("/v1/identify", "{\"userId\":\"u-2\",\"traits\":{\"email\":\"test@internal.example\"}}");
      assertThat(events("sample-v4", "discarded", "internal")).isGreaterThan(0);
    });
    post("/v1/identify", "{\"userId\":\"u-3\",\"traits\":{\"email\":\"tom@example.com\",\"org_id\":\"t\"}}");
    prospect("tom@example.com");

    // a mistake changes nothing and is named with file and line
    home.write(PREPARE, changed.replace("endsWith", "endWith"));
    long line = changed.substring(0, changed.indexOf("endsWith")).lines().count();

    eventuallyHolds(() -> assertThat(get(home.consolePort, "/observe/health").body()).contains("DOWN").contains("prepare.camel.yaml:" + line));
    post("/v1/identify", "{\"userId\":\"u-4\",\"traits\":{\"email\":\"ann@example.com\",\"org_id\":\"a\"}}");
    prospect("ann@example.com");
    home.write(PREPARE, changed);
    eventuallyHolds(() -> assertThat(get(home.consolePort, "/observe/health").body()).doesNotContain("DOWN"));

    // 2. add a second destination
    home.write("config/destinations/apac.properties", block("properties", 0).replace("8090", String.valueOf(home.sandboxPort)));

    eventuallyHolds(() -> assertThat(bundle().context().getRoute("deliver-apac")).isNotNull());
    post("/v1/identify", "{\"userId\":\"u-5\",\"traits\":{\"email\":\"eve@example.com\",\"org_id\":\"e\"}}");
    eventuallyHolds(() -> assertThat(prospects("?email=eve@example.com")).hasSize(2));
    home.deleteDestination("apac");
    eventuallyHolds(() -> assertThat(bundle().context().getRoute("deliver-apac")).isNull());
  }

  @Test
  void theTestOfTheChangeFailsBeforeItAndPassesAfterIt() throws Exception {
    Class<?> test = compiled("InternalAddressesTest", block("java", 0));

    assertThat(failures(test)).hasSize(1);
    home.write(PREPARE, withoutInternalAddresses(home.read(PREPARE)));
    assertThat(failures(test)).isEmpty();
  }

  private static String withoutInternalAddresses(String shipped) throws IOException {
    String changed = shipped.replace("              - choice:\n                  when:\n", block("yaml", 0));
    assertThat(changed).isNotEqualTo(shipped);
    return changed;
  }

  /** The class as {@code javac} makes it with the class path of this test. */
  private Class<?> compiled(String name, String source) throws Exception {
    Path file = Files.writeString(Files.createDirectories(folder.resolve("written")).resolve(name + ".java"), source);
    int result = ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.resolve("classes").toString(), file.toString());
    assertThat(result).isZero();
    return new URLClassLoader(new URL[] {folder.resolve("classes").toUri().toURL()}, RouteTest.class.getClassLoader())
        .loadClass("io.pardotroutes." + name);
  }

  /** Runs the test class on the routes of this test's home. */
  private List<Throwable> failures(Class<?> test) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    System.setProperty("pardot.home", home.folder().toString());
    try {
      LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request().selectors(DiscoverySelectors.selectClass(test)).build(), summary);
    } finally {
      System.clearProperty("pardot.home");
    }
    assertThat(summary.getSummary().getTestsFoundCount()).isEqualTo(1);
    return summary.getSummary().getFailures().stream().map(TestExecutionSummary.Failure::getException).toList();
  }

  private static String block(String language, int index) throws IOException {
    String text = Files.readString(Path.of("docs/changing-routes.md"));
    Matcher blocks = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL).matcher(text);
    List<String> found = new ArrayList<>();
    while (blocks.find()) {
      found.add(blocks.group(1));
    }
    return found.get(index);
  }
}
