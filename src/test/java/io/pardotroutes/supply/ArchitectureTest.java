package io.pardotroutes.supply;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms of the house, and which may know which. A room is a package; one that is named with a dot is a room of its own, too. */
class ArchitectureTest {

  private static final String ROOT = "io.pardotroutes";

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(ROOT);

  /** A room, and those that it may know. What is not named here must not be there. */
  private static final Map<String, Set<String>> MAY_KNOW = mayKnow("""
      event:
      files:
      jms:
      secret:
      store:
      sandbox.wire:
      prospect: event
      pardot: event prospect
      pardot.form: event prospect pardot
      store.file: store
      settings: files secret
      outgoing: settings
      broker: settings
      destination: event prospect files secret settings
      routes: destination event prospect files settings
      live: routes destination files settings
      auth: destination secret store
      account: auth destination pardot
      status: broker destination
      console: auth destination secret settings
      accept: destination event jms store
      ingest.keys: files settings
      ingest.http: ingest.keys accept event
      ingest.file: accept event
      ingest.server: ingest.http ingest.keys destination event files settings
      ingest: ingest.http ingest.file accept event jms store
      delivery: auth destination event jms pardot prospect status store
      command: account auth console destination ingest.keys outgoing secret settings store
      sandbox.data: sandbox.wire
      sandbox.signin: sandbox.data sandbox.wire
      sandbox.api: sandbox.signin sandbox.data sandbox.wire
      sandbox.control: sandbox.api sandbox.signin sandbox.data sandbox.wire
      sandbox: sandbox.control sandbox.api sandbox.signin sandbox.data sandbox.wire
      """);

  private static Map<String, Set<String>> mayKnow(String table) {
    return table.lines().map(line -> line.split(":", 2)).collect(Collectors.toMap(row -> row[0],
        row -> Arrays.stream(row[1].split(" ")).filter(name -> !name.isEmpty()).collect(Collectors.toCollection(TreeSet::new)), (a, b) -> a, LinkedHashMap::new));
  }

  static Stream<Arguments> rooms() {
    return MAY_KNOW.entrySet().stream().map(room -> Arguments.of(room.getKey(), room.getValue()));
  }

  private static String room(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? "" : name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1) : null;
  }

  @ParameterizedTest(name = "{0} knows only {1}")
  @MethodSource("rooms")
  void eachRoomKnowsOnlyThoseItMay(String room, Set<String> mayKnow) {
    Set<String> wires = new TreeSet<>();
    CLASSES.stream().filter(type -> room.equals(room(type)))
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .forEach(dependency -> {
          String other = room(dependency.getTargetClass().getBaseComponentType());
          if (other != null && !other.equals(room) && !mayKnow.contains(other)) {
            wires.add(dependency.getOriginClass().getSimpleName() + " -> " + other + "." + dependency.getTargetClass().getSimpleName());
          }
        });

    assertThat(CLASSES).as("classes of the room").anyMatch(type -> room.equals(room(type)));
    assertThat(wires).isEmpty();
  }

  @Test
  void everyRoomHasItsRow() {
    Set<String> rooms = CLASSES.stream().map(ArchitectureTest::room).collect(Collectors.toCollection(TreeSet::new));
    rooms.removeAll(MAY_KNOW.keySet());

    assertThat(rooms).as("beside main, and what puts the bundle together").containsExactly("", "bundle");
  }

  @Test
  void theRootHoldsMainAlone() {
    assertThat(CLASSES.stream().filter(type -> "".equals(room(type)) && type.isTopLevelClass()).map(JavaClass::getSimpleName))
        .filteredOn(name -> !name.equals("package-info")).containsExactly("PardotRoutes");
  }

  @Test
  void theBundleDoesNotKnowTheCommands() {
    noClasses().that().resideInAPackage(ROOT + ".bundle..").should().dependOnClassesThat().resideInAPackage(ROOT + ".command..").check(CLASSES);
  }

  @Test
  void nobodyKnowsMainTheBundleOrTheCommands() {
    noClasses()
        .that(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(ROOT, ROOT + ".bundle..", ROOT + ".command.."))))
        .should().dependOnClassesThat().resideInAnyPackage(ROOT, ROOT + ".bundle..", ROOT + ".command..").check(CLASSES);
    noClasses().that().resideInAnyPackage(ROOT + ".bundle..", ROOT + ".command..").should().dependOnClassesThat().resideInAPackage(ROOT).check(CLASSES);
  }

  /** Callers know the ports. */
  @ParameterizedTest
  @ValueSource(strings = {"pardot.form", "store.file"})
  void nobodyButTheBundleKnowsWhatIsBehindAPort(String room) {
    noClasses()
        .that(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(ROOT + ".bundle..", ROOT + "." + room + ".."))))
        .should().dependOnClassesThat().resideInAPackage(ROOT + "." + room + "..").check(CLASSES);
  }

  @Test
  void nobodyButTheBrokerRoomKnowsTheBroker() {
    nobodyBut("broker").should().dependOnClassesThat().resideInAPackage("org.apache.activemq.artemis..").check(CLASSES);
  }

  /** What leans on the inside of Vert.x is told apart when it changes. */
  @Test
  void nobodyButTheServerAndTheSandboxKnowsNettysChannelsOrTheInsideOfVertx() {
    noClasses()
        .that(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(ROOT + ".ingest.server..", ROOT + ".sandbox.."))))
        .should().dependOnClassesThat().resideInAnyPackage("io.netty.channel..", "io.vertx..impl..").check(CLASSES);
  }

  @Test
  void nobodyButTheRoutesRoomKnowsCamelsInnerEndpoints() {
    nobodyBut("routes").should().dependOnClassesThat().resideInAPackage("org.apache.camel.component.direct..").check(CLASSES);
  }

  private static GivenClassesConjunction nobodyBut(String room) {
    return noClasses().that(resideInAPackage(ROOT + "..").and(not(resideInAPackage(ROOT + "." + room + ".."))));
  }

  @Test
  void aClassLogsUnderItsOwnName() {
    List<String> borrowed = new ArrayList<>();
    CLASSES.forEach(type -> type.getMethodCallsFromSelf().stream()
        .filter(call -> call.getName().equals("getLogger") && call.getTargetOwner().getSimpleName().matches("LoggerFactory|LogManager"))
        .forEach(call -> {
          Set<String> named = type.getReferencedClassObjects().stream()
              .filter(object -> object.getLineNumber() == call.getLineNumber()).map(object -> outermost(object.getRawType())).collect(Collectors.toSet());
          if (!named.equals(Set.of(outermost(type)))) {
            borrowed.add(type.getSimpleName() + " logs as " + named);
          }
        }));

    assertThat(borrowed).isEmpty();
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type.getName());
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "prospect", "pardot", "store", "secret", "sandbox", "files", "auth"})
  void theRoomsThatDecideDoNotKnowCamel(String room) {
    noClasses().that().resideInAPackage(ROOT + "." + room + "..").should().dependOnClassesThat().resideInAPackage("org.apache.camel..").check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "prospect", "pardot"})
  void theRoomsThatOnlyThinkDoNoInputOrOutput(String room) {
    noClasses()
        .that().resideInAPackage(ROOT + "." + room + "..")
        .should().dependOnClassesThat().resideInAnyPackage("java.net.http..", "java.nio.file..", "java.sql..", "jakarta.jms..")
        .check(CLASSES);
  }

  @Test
  void arrowsPointOneWay() {
    slices().assignedFrom(new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        String room = room(type);
        return room == null ? SliceIdentifier.ignore() : SliceIdentifier.of(room);
      }

      @Override
      public String getDescription() {
        return "the rooms";
      }
    }).should().beFreeOfCycles().check(CLASSES);
  }
}
