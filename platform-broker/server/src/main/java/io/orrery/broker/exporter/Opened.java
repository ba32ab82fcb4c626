package io.orrery.broker.exporter;

/// What belongs to an exporter while it is open.
///
/// @param controller what it asks for
/// @param delivery gives it records
/// @param shelf has those that it could not take
/// @param isAnew whether it is given everything again
record Opened(Controller controller, Delivery delivery, Shelf shelf, boolean isAnew) {}
