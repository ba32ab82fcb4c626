package io.orrery.engine.state;

/// How far the exchange with another partition has come.
///
/// @param sent the number of the newest command sent to it
/// @param acknowledged up to which number it has processed them
/// @param received the number of the newest command from it that was processed here
public record Channel(long sent, long acknowledged, long received) {

  static final Channel NEW = new Channel(0, 0, 0);
}
