package io.orrery.bpmn.xml;

import java.util.Collection;
import org.camunda.bpm.model.bpmn.impl.instance.BpmnModelElementInstanceImpl;
import org.camunda.bpm.model.xml.ModelBuilder;
import org.camunda.bpm.model.xml.impl.instance.ModelTypeInstanceContext;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.camunda.bpm.model.xml.type.ModelElementTypeBuilder.ModelTypeInstanceProvider;
import org.jspecify.annotations.Nullable;

/// The extension elements of the zeebe namespace that we execute, typed.
public final class Zeebe {

  /// The namespace of the extension elements.
  public static final String NAMESPACE = "http://camunda.org/schema/zeebe/1.0";

  /// The namespace of BPMN itself.
  public static final String BPMN_NAMESPACE = "http://www.omg.org/spec/BPMN/20100524/MODEL";

  private Zeebe() {}

  static void register(ModelBuilder builder) {
    define(builder, TaskDefinition.class, "taskDefinition", TaskDefinition::new);
    define(builder, TaskHeaders.class, "taskHeaders", TaskHeaders::new);
    define(builder, Header.class, "header", Header::new);
    define(builder, IoMapping.class, "ioMapping", IoMapping::new);
    define(builder, Input.class, "input", Input::new);
    define(builder, Output.class, "output", Output::new);
    define(builder, Subscription.class, "subscription", Subscription::new);
    define(builder, Assignment.class, "assignmentDefinition", Assignment::new);
    define(builder, TaskSchedule.class, "taskSchedule", TaskSchedule::new);
    define(builder, FormDefinition.class, "formDefinition", FormDefinition::new);
    define(builder, Priority.class, "priorityDefinition", Priority::new);
    define(builder, Properties.class, "properties", Properties::new);
    define(builder, Property.class, "property", Property::new);
    define(builder, VersionTag.class, "versionTag", VersionTag::new);
  }

  private static <T extends ModelElementInstance> void define(
      ModelBuilder builder, Class<T> type, String name, ModelTypeInstanceProvider<T> provider) {
    builder.defineType(type, name).namespaceUri(NAMESPACE).instanceProvider(provider).build();
  }

  /// Any of these elements.
  public abstract static sealed class ExtensionElement extends BpmnModelElementInstanceImpl {

    private ExtensionElement(ModelTypeInstanceContext context) {
      super(context);
    }

    final @Nullable String attribute(String name) {
      return getAttributeValue(name);
    }
  }

  /// Which job a task makes.
  public static final class TaskDefinition extends ExtensionElement {
    TaskDefinition(ModelTypeInstanceContext context) {
      super(context);
    }

    public @Nullable String type() {
      return attribute("type");
    }

    public @Nullable String retries() {
      return attribute("retries");
    }
  }

  /// The static headers of a job.
  public static final class TaskHeaders extends ExtensionElement {
    TaskHeaders(ModelTypeInstanceContext context) {
      super(context);
    }

    public Collection<Header> headers() {
      return getChildElementsByType(Header.class);
    }
  }

  /// One header.
  public static final class Header extends ExtensionElement {
    Header(ModelTypeInstanceContext context) {
      super(context);
    }

    public @Nullable String key() {
      return attribute("key");
    }

    public @Nullable String value() {
      return attribute("value");
    }
  }

  /// How variables come in and go out.
  public static final class IoMapping extends ExtensionElement {
    IoMapping(ModelTypeInstanceContext context) {
      super(context);
    }

    public Collection<Input> inputs() {
      return getChildElementsByType(Input.class);
    }

    public Collection<Output> outputs() {
      return getChildElementsByType(Output.class);
    }
  }

  /// One mapping.
  public abstract static sealed class MappingElement extends ExtensionElement {
    private MappingElement(ModelTypeInstanceContext context) {
      super(context);
    }

    public @Nullable String source() {
      return attribute("source");
    }

    public @Nullable String target() {
      return attribute("target");
    }
  }

  /// One input mapping.
  public static final class Input extends MappingElement {
    Input(ModelTypeInstanceContext context) {
      super(context);
    }
  }

  /// One output mapping.
  public static final class Output extends MappingElement {
    Output(ModelTypeInstanceContext context) {
      super(context);
    }
  }

  /// How a message finds its instance.
  public static final class Subscription extends ExtensionElement {
    Subscription(ModelTypeInstanceContext context) {
      super(context);
    }

    public @Nullable String correlationKey() {
      return attribute("correlationKey");
    }
  }

  /// Who is to do a user task.
  public static final class Assignment extends ExtensionElement {
    Assignment(ModelTypeInstanceContext context) {
      super(context);
    }

    public @Nullable String assignee() {
      return attribute("assignee");
    }

    public @Nullable String candidateGroups() {
      return attribute("candidateGroups");
    }

    public @Nullable String candidateUsers() {
      return attribute("candidateUsers");
    }
  }

  /// When a user task is to be done.
  public static final class TaskSchedule extends ExtensionElement {
    TaskSchedule(ModelTypeInstanceContext context) {
      super(context);
    }

    public @Nullable String dueDate() {
      return attribute("dueDate");
    }

    public @Nullable String followUpDate() {
      return attribute("followUpDate");
    }
  }

  /// What a user task shows.
  public static final class FormDefinition extends ExtensionElement {
    FormDefinition(ModelTypeInstanceContext context) {
      super(context);
    }

    public @Nullable String formKey() {
      return attribute("formKey");
    }

    public @Nullable String formId() {
      return attribute("formId");
    }

    public @Nullable String externalReference() {
      return attribute("externalReference");
    }
  }

  /// How urgent a user task is.
  public static final class Priority extends ExtensionElement {
    Priority(ModelTypeInstanceContext context) {
      super(context);
    }

    public @Nullable String priority() {
      return attribute("priority");
    }
  }

  /// What tools wrote down for themselves.
  public static final class Properties extends ExtensionElement {
    Properties(ModelTypeInstanceContext context) {
      super(context);
    }

    public Collection<Property> all() {
      return getChildElementsByType(Property.class);
    }
  }

  /// One property.
  public static final class Property extends ExtensionElement {
    Property(ModelTypeInstanceContext context) {
      super(context);
    }

    public @Nullable String name() {
      return attribute("name");
    }

    public @Nullable String value() {
      return attribute("value");
    }
  }

  /// The label of a version of a process.
  public static final class VersionTag extends ExtensionElement {
    VersionTag(ModelTypeInstanceContext context) {
      super(context);
    }

    public @Nullable String value() {
      return attribute("value");
    }
  }
}
