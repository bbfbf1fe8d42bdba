package io.pardotroutes.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger shows is compared with a secret in constant time; the time that an {@code equals} takes tells how much was right. */
class SecretComparisonTest {

  private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("io.pardotroutes");
  private static final Set<String> CONSTANT_TIME = Set.of("MessageDigest.isEqual", "Digests.areEqual");
  private static final Set<String> EARLY_EXITS = Set.of("equals", "equalsIgnoreCase", "contentEquals", "compareTo", "compareToIgnoreCase", "compare", "mismatch", "deepEquals");
  /** Compare what everybody may know: a source, a role, the scheme of an address. */
  private static final Set<String> OF_NO_SECRET = Set.of("Webhooks.read", "BrokerUsers.validateUserAndRole", "SignIn.isSalesforce");
  private static final Pattern SECRET = Pattern.compile(
      "(?i)(secret|password|signature|hash|digest|verifier|state\\.getValue|writeKey)\\w*(\\(\\))?\\)?\\.(equals|equalsIgnoreCase|contentEquals|compareTo)\\("
          + "|equals\\((\\w+[(.]+)*\\w*(secret|password|signature|hash|digest|verifier|state\\.getValue|writeKey)\\w*(\\(\\))?[),]");

  @Test
  void theClassesThatKnowASecretOfAStrangersCompareItInConstantTime() {
    List<JavaClass> comparing = CLASSES.stream().filter(each -> each.getMethodCallsFromSelf().stream()
        .anyMatch(call -> CONSTANT_TIME.contains(call.getTargetOwner().getSimpleName() + "." + call.getName()))).toList();

    assertThat(comparing).extracting(JavaClass::getSimpleName)
        .containsExactlyInAnyOrder("Digests", "WriteKeys", "Webhooks", "ConsoleLogin", "Invitations", "SignIn", "BrokerUsers");
    List<String> early = new ArrayList<>();
    comparing.stream().flatMap(each -> each.getMethodCallsFromSelf().stream())
        .filter(call -> EARLY_EXITS.contains(call.getName()) && !OF_NO_SECRET.contains(place(call))).forEach(call -> early.add(call.getDescription()));
    assertThat(early).isEmpty();
  }

  private static String place(JavaMethodCall call) {
    return call.getOriginOwner().getSimpleName() + "." + call.getOrigin().getName();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "console", "jms", "broker", "secret", "command", "bundle"})
  void nowhereAtTheDoorsIsASecretComparedByEquals(String room) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/pardotroutes").resolve(room))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.readAllLines(file).stream().filter(line -> SECRET.matcher(line).find()).forEach(line -> found.add(file.getFileName() + ": " + line.strip()));
      }
    }

    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"password.equals(given)", "known.hash().equals(x)", "Arrays.equals(signature, y)", "given.equals(entry.secret())", "Objects.equals(a.writeKey(), b)",
      "given.equals(password)"})
  void suchALineWouldBeFound(String line) {
    assertThat(SECRET.matcher(line).find()).isTrue();
  }
}
