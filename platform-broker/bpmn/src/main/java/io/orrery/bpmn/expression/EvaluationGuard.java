package io.orrery.bpmn.expression;

import org.jspecify.annotations.Nullable;

/// Ends evaluations that take too long or too much: a model may ask for anything.
///
/// An evaluation cannot be stopped from outside at any point, so it asks at every step whether it
/// may go on. All methods are called by the thread that evaluates, and must cost next to nothing.
public interface EvaluationGuard {

  /// Lets everything go on.
  EvaluationGuard NONE = new Unlimited();

  /// An evaluation begins. There is never one within another.
  void enter();

  /// Why the evaluation must end, as a sentence about it; null if it may go on.
  @Nullable String verdict();

  /// The evaluation has ended, in whatever way.
  void exit();

  /// For tools and tests, whose models are their own.
  record Unlimited() implements EvaluationGuard {

    @Override
    public void enter() {}

    @Override
    public @Nullable String verdict() {
      return null;
    }

    @Override
    public void exit() {}
  }
}
