package io.orrery.client;

/**
 * A process instance that has completed.
 *
 * @param instance which one
 * @param variables what it left
 */
public record ProcessResult(ProcessInstance instance, Variables variables) {}
