package io.orrery.bpmn.expression;

import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValBoolean;
import org.camunda.feel.syntaxtree.ValContext;
import org.camunda.feel.syntaxtree.ValDate;
import org.camunda.feel.syntaxtree.ValDateTime;
import org.camunda.feel.syntaxtree.ValDayTimeDuration;
import org.camunda.feel.syntaxtree.ValFunction;
import org.camunda.feel.syntaxtree.ValList;
import org.camunda.feel.syntaxtree.ValLocalDateTime;
import org.camunda.feel.syntaxtree.ValLocalTime;
import org.camunda.feel.syntaxtree.ValNull$;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValRange;
import org.camunda.feel.syntaxtree.ValString;
import org.camunda.feel.syntaxtree.ValTime;
import org.camunda.feel.syntaxtree.ValYearMonthDuration;

/// The type of a value, by the name that messages use.
enum FeelType {
  NULL,
  BOOLEAN,
  NUMBER,
  STRING,
  DATE,
  TIME,
  DATE_TIME,
  DURATION,
  PERIOD,
  ARRAY,
  OBJECT,
  FUNCTION,
  RANGE,
  UNKNOWN;

  static FeelType of(Val value) {
    return switch (value) {
      case ValNull$ _ -> NULL;
      case ValBoolean _ -> BOOLEAN;
      case ValNumber _ -> NUMBER;
      case ValString _ -> STRING;
      case ValDate _ -> DATE;
      case ValTime _, ValLocalTime _ -> TIME;
      case ValDateTime _, ValLocalDateTime _ -> DATE_TIME;
      case ValDayTimeDuration _ -> DURATION;
      case ValYearMonthDuration _ -> PERIOD;
      case ValList _ -> ARRAY;
      case ValContext _ -> OBJECT;
      case ValFunction _ -> FUNCTION;
      case ValRange _ -> RANGE;
      default -> UNKNOWN;
    };
  }
}
