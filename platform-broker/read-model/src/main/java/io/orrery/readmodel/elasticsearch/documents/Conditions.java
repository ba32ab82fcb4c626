package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Filter.Operator;
import io.orrery.readmodel.schema.Field;
import io.orrery.readmodel.schema.FieldType;
import io.orrery.readmodel.schema.Kind;
import io.orrery.readmodel.schema.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says filters, which were checked before, as queries. What asks for other documents of an
/// instance becomes a list of instances, and who knows these is somebody else.
final class Conditions {

  private static final Filter ACTIVE = Filter.eq("state", "ACTIVE");
  private static final Filter NOT_ACTIVE = new Filter.Compare("state", Operator.NEQ, "ACTIVE");

  private final Kind<?> kind;
  private final Instances instances;

  Conditions(Kind<?> kind, Instances instances) {
    this.kind = kind;
    this.instances = instances;
  }

  /// Conditions on the fields of a document, and nothing else.
  static Query ofFields(Kind<?> kind, Filter filter) {
    return new Conditions(kind, other -> Optional.empty()).of(filter);
  }

  Query of(Filter filter) {
    return switch (filter) {
      case Filter.And(var filters) -> filters.isEmpty() ? Clauses.EVERY : Clauses.all(all(filters));
      case Filter.Or(var filters) -> filters.isEmpty() ? Clauses.NONE : Clauses.any(all(filters));
      case Filter.Compare(var field, var operator, var value) ->
          compare(kind.field(field), operator, value);
      case Filter.In(var field, var values) -> in(kind.field(field), values);
      case Filter.Exists(var field, var exists) -> exists(kind.field(field), exists);
      case Filter.HasVariable variable -> having(Others.of(variable));
      case Filter.IsAt(var elementId) -> isAt(Filter.eq("elementId", elementId));
      case Filter.HasIncident(var message) ->
          having(
              new Others(
                  Kind.of(Incident.class),
                  new Filter.And(List.of(ACTIVE, Filter.eq("errorMessage", message)))));
      case Filter.Has(var other, var accepted, var exists) -> {
        var others = new Others(Kind.of(other), accepted);
        yield exists
            ? having(others)
            : instances.of(others).map(Clauses::not).orElse(Clauses.EVERY);
      }
    };
  }

  private List<Query> all(List<Filter> filters) {
    return filters.stream().map(this::of).toList();
  }

  private Query having(Others others) {
    return instances.of(others).orElse(Clauses.EVERY);
  }

  /// A live instance counts only while it is there.
  private Query isAt(Filter element) {
    var elements = Kind.of(ElementInstance.class);
    var now = new Others(elements, new Filter.And(List.of(element, ACTIVE)));
    var ever = new Others(elements, element);
    return Clauses.any(List.of(having(now), Clauses.all(List.of(of(NOT_ACTIVE), having(ever)))));
  }

  private static Query compare(Field field, Operator operator, Object value) {
    if (operator == Operator.LIKE) {
      return like(field, (String) value);
    }
    var name = field.name();
    var kept = kept(field, value);
    return switch (operator) {
      case EQ -> present(field, Clauses.equal(name, kept));
      case NEQ -> Clauses.not(Clauses.equal(name, kept));
      case GT -> present(field, Clauses.more(name, kept));
      case GTE -> present(field, Clauses.atLeast(name, kept));
      case LT -> present(field, Clauses.less(name, kept));
      case LTE -> present(field, Clauses.atMost(name, kept));
      case LIKE -> throw new IllegalArgumentException("a pattern is no value");
    };
  }

  /// What stands in the index for a value: of long texts the beginning.
  private static Object kept(Field field, Object value) {
    var kept = field.comparable(value);
    return field.type() == FieldType.LONG_TEXT ? Texts.shown((String) kept) : kept;
  }

  /// Where a missing value would be taken for a small one, it is left out.
  private static Query present(Field field, Query condition) {
    var missing = field.missing();
    return missing == null
        ? condition
        : Clauses.all(List.of(condition, Clauses.not(none(field, missing))));
  }

  private static Query like(Field field, String pattern) {
    if (field.type() != FieldType.STATE) {
      return present(field, Clauses.like(field.name(), Texts.storable(pattern)));
    }
    return in(field, field.statesLike(pattern));
  }

  private static Query in(Field field, List<?> values) {
    var kept = values.stream().map(value -> kept(field, value)).toList();
    return present(field, Clauses.oneOf(field.name(), kept));
  }

  private static Query exists(Field field, boolean exists) {
    var missing = field.missing();
    if (missing == null) {
      return exists ? Clauses.EVERY : Clauses.NONE;
    }
    var none = none(field, missing);
    return exists ? Clauses.not(none) : none;
  }

  /// That the value is missing. OpenSearch rounds an instant before 1970 down where it looks for
  /// one or for what comes after it, but not where it looks for what begins there.
  private static Query none(Field field, Object missing) {
    return field.type() == FieldType.INSTANT
        ? Clauses.between(field.name(), Field.MISSING, Field.MISSING + 1)
        : Clauses.equal(field.name(), missing);
  }

  /// Knows the instances that have certain documents.
  interface Instances {

    /// @return a query for these instances, empty if they are not told apart
    Optional<Query> of(Others others);
  }

  /// Documents that belong to instances.
  ///
  /// @param kind documents with the key of an instance
  /// @param accepted what they are like
  record Others(Kind<?> kind, Filter accepted) {

    private static final Kind<Variable> VARIABLES = Kind.of(Variable.class);

    static Others of(Filter.HasVariable variable) {
      return new Others(
          VARIABLES,
          new Filter.And(
              List.of(
                  Filter.eq("name", variable.name()),
                  new Filter.Compare("value", variable.operator(), variable.value()))));
    }

    /// Of a long value only the beginning can be searched; its digest tells it from others.
    Query query() {
      var query = ofFields(kind, accepted);
      if (kind == VARIABLES
          && accepted instanceof Filter.And(var parts)
          && parts.size() == 2
          && parts.getFirst() instanceof Filter.Compare(_, _, String name)
          && parts.getLast() instanceof Filter.Compare(_, var operator, String value)
          && operator == Operator.EQ
          && Texts.isTooLong(value)) {
        var digest = Clauses.equal(Mappings.DIGEST, Texts.digest(name, value));
        return Clauses.all(new ArrayList<>(List.of(query, digest)));
      }
      return query;
    }
  }
}
