package io.orrery.operate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void quotesOfAnErrorWhatItSaysAndNotWhereItWas() {
    assertThat(Words.quoted("no such card\n\tat shop.Cards.charge(Cards.java:39)"))
        .isEqualTo("'no such card'");
    assertThat(Words.quoted("")).isEqualTo("''");
    assertThat(Words.quoted("x".repeat(201))).isEqualTo("'" + "x".repeat(200) + "…'");
  }
}
