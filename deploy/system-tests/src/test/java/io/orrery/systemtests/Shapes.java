package io.orrery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a class of ours may look like.
final class Shapes {

  private static final int MAX_CONSTRUCTOR_PARAMETERS = 6;
  private static final int ENUM_PARAMETERS_OF_THE_COMPILER = 2;
  private static final String CACHE = "io.orrery.protocol.Document.index";

  /// They live as long as one evaluation, and count what it does.
  private static final Set<String> WATCHES = Set.of("EvaluationBounds", "Watched");

  private static final List<String> EMPTY_ENDINGS =
      List.of("Impl", "Manager", "Helper", "Util", "Utils", "Base", "Data", "Info", "Context");

  private Shapes() {}

  static DescribedPredicate<JavaClass> processors() {
    return DescribedPredicate.describe(
        "processors", it -> it.getPackageName().startsWith("io.orrery.engine") && isProcessor(it));
  }

  /// Fields that change although a value holds them: where a reader or writer of bytes stands, and
  /// what a document computes once when somebody first asks for it.
  static DescribedPredicate<JavaField> cursorsAndCaches() {
    return DescribedPredicate.describe(
        "positions, caches and what watches over an evaluation",
        it ->
            it.getOwner().getPackageName().equals("io.orrery.protocol.codec")
                || isCursor(it)
                || WATCHES.contains(it.getOwner().getSimpleName())
                || it.getFullName().equals(CACHE));
  }

  private static boolean isCursor(JavaField field) {
    return field.getName().equals("at") && field.getModifiers().contains(JavaModifier.PRIVATE);
  }

  private static boolean isProcessor(JavaClass it) {
    return it.getSimpleName().endsWith("Processor");
  }

  static ArchCondition<JavaClass> beRecordsOrSealedInterfaces() {
    return each(
        "be records or sealed interfaces",
        it ->
            it.isRecord() || it.isEnum() || (it.isInterface() && it.isSealed())
                ? Stream.empty()
                : Stream.of(it.getName() + " is neither a record nor a sealed interface"));
  }

  static ArchCondition<JavaClass> haveTellingNames() {
    return each(
        "have a name that says what they are",
        it -> {
          var name = it.getSimpleName();
          var empty =
              name.startsWith("Abstract") || EMPTY_ENDINGS.stream().anyMatch(name::endsWith);
          return empty
              ? Stream.of(it.getName() + " has an empty word in its name")
              : Stream.empty();
        });
  }

  static ArchCondition<JavaClass> haveNarrowConstructors() {
    return each(
        "have constructors of at most " + MAX_CONSTRUCTOR_PARAMETERS + " parameters",
        it ->
            it.isAnonymousClass() || it.isLocalClass()
                ? Stream.empty()
                : it.getConstructors().stream()
                    .filter(constructor -> width(constructor) > MAX_CONSTRUCTOR_PARAMETERS)
                    .map(constructor -> constructor.getFullName() + " is too wide"));
  }

  private static int width(JavaConstructor constructor) {
    var given = constructor.getRawParameterTypes().size();
    return constructor.getOwner().isEnum() ? given - ENUM_PARAMETERS_OF_THE_COMPILER : given;
  }

  static ArchCondition<JavaClass> bePublicFinalWithoutOtherPublicMembers() {
    return each(
        "be public and final and have no other public member",
        it ->
            Stream.concat(
                Stream.of(JavaModifier.PUBLIC, JavaModifier.FINAL)
                    .filter(modifier -> !it.getModifiers().contains(modifier))
                    .map(modifier -> it.getName() + " is not " + modifier),
                Stream.<JavaMember>concat(it.getFields().stream(), it.getMethods().stream())
                    .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
                    .map(member -> member.getFullName() + " is public")));
  }

  static ArchCondition<JavaMethod> declareNoCheckedExceptionBut(String... allowed) {
    var names = Set.of(allowed);
    return new ArchCondition<>("declare no checked exception but " + names) {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        method.getThrowsClause().stream()
            .map(thrown -> thrown.getRawType())
            .filter(type -> !type.isAssignableTo(RuntimeException.class))
            .filter(type -> !names.contains(type.getSimpleName()))
            .forEach(type ->
                events.add(
                    SimpleConditionEvent.violated(
                        method, method.getFullName() + " declares " + type.getName())));
      }
    };
  }

  static void assertCaughtByOneClass(JavaClasses classes, String exception) {
    var catchers =
        classes.stream()
            .flatMap(it -> it.getCodeUnits().stream())
            .filter(unit -> catches(unit, exception))
            .map(unit -> unit.getOwner().getName())
            .distinct();
    assertThat(catchers).as("classes that catch " + exception).hasSizeLessThanOrEqualTo(1);
  }

  private static boolean catches(JavaCodeUnit unit, String exception) {
    return unit.getTryCatchBlocks().stream()
        .flatMap(block -> block.getCaughtThrowables().stream())
        .anyMatch(caught -> caught.getSimpleName().equals(exception));
  }

  static ArchCondition<JavaClass> mentionInPublicSignaturesNothingOf(
      DescribedPredicate<JavaClass> hidden) {
    return each(
        "mention no generated type in a public signature",
        it ->
            it.getCodeUnits().stream()
                .filter(unit -> isVisible(unit))
                .filter(unit -> signature(unit).anyMatch(hidden))
                .map(unit -> unit.getFullName() + " shows a generated type"));
  }

  private static boolean isVisible(JavaCodeUnit unit) {
    var modifiers = unit.getModifiers();
    return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
        && !modifiers.contains(JavaModifier.SYNTHETIC);
  }

  private static Stream<JavaClass> signature(JavaCodeUnit unit) {
    return Stream.concat(
        unit.getReturnType().getAllInvolvedRawTypes().stream(),
        unit.getParameterTypes().stream()
            .flatMap(parameter -> parameter.getAllInvolvedRawTypes().stream()));
  }

  private static ArchCondition<JavaClass> each(
      String description, Function<JavaClass, Stream<String>> violations) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass it, ConditionEvents events) {
        violations
            .apply(it)
            .forEach(message -> events.add(SimpleConditionEvent.violated(it, message)));
      }
    };
  }
}
