package io.orrery.systemtests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

/// Who may know whom, and what the core never does: the rules that a compiler cannot see.
class ArchitectureTest {

  private static final String ROOT = "io.orrery.";
  private static final String[] GENERATED = {ROOT + "gateway.protocol..", ROOT + "gateway.jobs.."};
  private static final String AUTO_CONFIGURATION =
      "org.springframework.boot.autoconfigure.AutoConfiguration";
  private static final String STATE = ROOT + "engine.state..";
  private static final String[] PURE = {ROOT + "protocol..", ROOT + "bpmn..", ROOT + "engine.."};
  private static final String[] CORE = {
    ROOT + "protocol..", ROOT + "bpmn..", ROOT + "engine..", ROOT + "store.."
  };

  private static final JavaClasses CLASSES = Classes.ours();

  @Test
  void everyModuleKnowsOnlyWhatItsArrowsPointTo() {
    Modules.ARROWS.forEach((module, known) ->
        noClasses()
            .that(Modules.classesOf(module))
            .should()
            .dependOnClassesThat(Modules.foreignTo(module, known))
            .because(module + " may know only " + known)
            .check(CLASSES));
  }

  @Test
  void everyClassBelongsToAModule() {
    classes()
        .that(resideInAPackage("io.orrery.."))
        .should()
        .resideInAnyPackage(Modules.allPackages())
        .check(CLASSES);
  }

  @Test
  void thePureCoreKnowsNoFrameworkNetworkDiskOrThread() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..",
            "io.grpc..",
            "java.net..",
            "java.nio.file..",
            "java.util.concurrent..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "io.grpc..", "java.net..")
        .check(CLASSES);
    noClasses().that().resideInAnyPackage(CORE).should(Calls.startAThread()).check(CLASSES);
  }

  @Test
  void theCoreNeverAsksForTimeOrChance() {
    noClasses().that().resideInAnyPackage(CORE).should(Calls.askForTime()).check(CLASSES);
    noClasses().that().resideInAnyPackage(CORE).should(Calls.askForChance()).check(CLASSES);
  }

  @Test
  void commandsAndEventsAreRecordsInSealedInterfaces() {
    classes()
        .that()
        .resideInAPackage(ROOT + "protocol..")
        .and()
        .areAssignableTo(ROOT + "protocol.Command")
        .or()
        .areAssignableTo(ROOT + "protocol.Event")
        .should(Shapes.beRecordsOrSealedInterfaces())
        .check(CLASSES);
  }

  @Test
  void fieldsOfValuesAndProcessorsAreFinal() {
    fields()
        .that()
        .areDeclaredInClassesThat(
            resideInAnyPackage(ROOT + "protocol..", ROOT + "bpmn..").or(Shapes.processors()))
        .and(not(Shapes.cursorsAndCaches()))
        .should()
        .beFinal()
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("io.orrery.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theEngineStateUsesNothingElseOfTheEngineAndAloneUsesTables() {
    var restOfEngine = resideInAPackage(ROOT + "engine..").and(not(resideInAPackage(STATE)));
    noClasses()
        .that()
        .resideInAPackage(STATE)
        .should()
        .dependOnClassesThat(restOfEngine)
        .check(CLASSES);
    // The engine itself opens and ends the turn on the store, and touches no table.
    noClasses()
        .that(restOfEngine)
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "engine.Engine")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "store..")
        .check(CLASSES);
  }

  @Test
  void springLivesOnlyAtTheEdges() {
    // Its search is used as a plain library: docs/adr/0009-a-library-of-spring-in-the-read-model.md
    var search = resideInAPackage(ROOT + "readmodel.elasticsearch.documents");
    noClasses()
        .that(not(Modules.springModules()).and(not(search)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework..")
        .check(CLASSES);
    noClasses()
        .that(search)
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.springframework..")
                .and(
                    not(
                        resideInAnyPackage(
                            "org.springframework.data..",
                            "org.springframework.core.convert.converter"))))
        .check(CLASSES);
  }

  @Test
  void anAutoConfigurationIsFinalAndShowsNothing() {
    classes()
        .that()
        .areAnnotatedWith(AUTO_CONFIGURATION)
        .should(Shapes.bePublicFinalWithoutOtherPublicMembers())
        .check(CLASSES);
  }

  @Test
  void conditionsOnClassesNeverStandOnBeanMethods() {
    noMethods()
        .should()
        .beAnnotatedWith("org.springframework.boot.autoconfigure.condition.ConditionalOnClass")
        .check(CLASSES);
  }

  @Test
  void noNameHidesWhatAThingIs() {
    classes()
        .that(not(resideInAnyPackage(GENERATED)))
        .should(Shapes.haveTellingNames())
        .check(CLASSES);
  }

  @Test
  void noConstructorTakesMoreThanSixParameters() {
    classes()
        .that(not(resideInAnyPackage(GENERATED)))
        .and()
        .areNotRecords()
        .should(Shapes.haveNarrowConstructors())
        .check(CLASSES);
  }

  @Test
  void anIncidentIsTheOnlyCheckedExceptionOfTheEngineAndHasOneCatcher() {
    // An expression that fails is on its way to become an incident.
    methods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(ROOT + "engine..")
        .should(Shapes.declareNoCheckedExceptionBut("IncidentException", "EvaluationException"))
        .check(CLASSES);
    Shapes.assertCaughtByOneClass(CLASSES, "IncidentException");
  }

  @Test
  void nobodyWritesToStandardStreamsOrJavaUtilLogging() {
    noClasses().should(ACCESS_STANDARD_STREAMS).check(CLASSES);
    noClasses().should(USE_JAVA_UTIL_LOGGING).check(CLASSES);
  }

  @Test
  void dependenciesComeThroughConstructors() {
    noFields()
        .should()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
        .check(CLASSES);
    noMethods().should().beAnnotatedWith("jakarta.annotation.PostConstruct").check(CLASSES);
  }

  @Test
  void whatUsersLinkMentionsNoGeneratedType() {
    classes()
        .that()
        .resideInAnyPackage(ROOT + "client..", ROOT + "autoconfigure..")
        .and()
        .arePublic()
        .should(Shapes.mentionInPublicSignaturesNothingOf(generated()))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> generated() {
    return resideInAnyPackage(GENERATED)
        .or(resideInAnyPackage("io.grpc..", "com.google.protobuf.."));
  }
}
