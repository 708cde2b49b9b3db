package io.deepwiki.adapters.source.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.LineRange;
import io.deepwiki.domain.repository.SourceLanguage;
import io.deepwiki.domain.repository.Symbol;
import io.deepwiki.domain.repository.SymbolKind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TreeSitterOutlineTest {
    private final TreeSitterOutline outlines = new TreeSitterOutline();

    @Test
    void java() {
        FileOutline outline = outline(SourceLanguage.JAVA, """
                package shop.cart;

                import java.util.List;
                import static shop.Money.zero;

                /** Holds what a customer wants. More text. */
                @Deprecated
                public final class Cart implements Thing {
                    private static final int MOST = 3;

                    /**
                     * Adds a thing.
                     *
                     * @param thing what
                     */
                    public void add(
                            Thing thing, int count) {
                        Runnable local = new Runnable() { public void run() {} };
                    }

                    record Line(Thing thing) {
                        Line {}
                    }
                }
                """);
        assertThat(outline.packageName()).isEqualTo("shop.cart");
        assertThat(outline.imports()).containsExactly("java.util.List", "shop.Money.zero");
        assertThat(outline.symbols()).extracting(Symbol::qualifiedName)
                .containsExactly("Cart", "Cart.MOST", "Cart.add", "Cart.Line", "Cart.Line.Line");
        Symbol cart = outline.symbols().getFirst();
        assertThat(cart.doc()).isEqualTo("Holds what a customer wants.");
        assertThat(cart.lines()).isEqualTo(new LineRange(6, 24));
        assertThat(cart.signature()).isEqualTo("public final class Cart implements Thing");
        Symbol add = outline.symbols().get(2);
        assertThat(add.kind()).isEqualTo(SymbolKind.METHOD);
        assertThat(add.signature()).isEqualTo("public void add( Thing thing, int count)");
        assertThat(add.doc()).isEqualTo("Adds a thing.");
        assertThat(add.lines()).isEqualTo(new LineRange(11, 19));
    }

    @Test
    void python() {
        FileOutline outline = outline(SourceLanguage.PYTHON, """
                import os.path
                from shop.money import Money, zero as nothing
                from . import store

                LIMIT = 3

                class Cart:
                    \"""What a customer wants.\"""

                    @property
                    def total(self) -> Money:
                        def local():
                            pass
                        return nothing

                async def main(): ...
                """);
        assertThat(outline.imports()).containsExactly("os.path", "shop.money.Money", "shop.money.zero", ".store");
        assertThat(outline.symbols()).extracting(Symbol::qualifiedName).containsExactly("LIMIT", "Cart", "Cart.total", "main");
        assertThat(outline.symbols().get(1).doc()).isEqualTo("What a customer wants.");
        assertThat(outline.symbols().get(2).lines()).isEqualTo(new LineRange(10, 14));
        assertThat(outline.symbols().get(2).kind()).isEqualTo(SymbolKind.METHOD);
    }

    @Test
    void typescript() {
        String text = """
                import { Money } from './money';
                const fs = require("fs");
                // Holds things.
                export class Cart {
                  add(thing: Thing): void {}
                }
                export interface Thing { name: string }
                export const total = (cart: Cart) => 1;
                export const LIMIT = 3;
                enum Colour { Red }
                """;
        for (SourceLanguage language : List.of(SourceLanguage.TYPESCRIPT, SourceLanguage.TSX)) {
            FileOutline outline = outline(language, text);
            assertThat(outline.imports()).containsExactly("./money", "fs");
            assertThat(outline.symbols()).extracting(Symbol::qualifiedName)
                    .containsExactly("fs", "Cart", "Cart.add", "Thing", "total", "LIMIT", "Colour");
            assertThat(outline.symbols().get(4).kind()).isEqualTo(SymbolKind.FUNCTION);
        }
    }

    @Test
    void javascript() {
        FileOutline outline = outline(SourceLanguage.JAVASCRIPT, """
                export { a } from "./a.js";
                function greet(name) { function inner() {} }
                class Cart { add() {} }
                """);
        assertThat(outline.imports()).containsExactly("./a.js");
        assertThat(outline.symbols()).extracting(Symbol::qualifiedName).containsExactly("greet", "Cart", "Cart.add");
    }

    @Test
    void go() {
        FileOutline outline = outline(SourceLanguage.GO, """
                package cart

                import (
                	"fmt"
                	"example.com/shop/money"
                )

                const Limit = 3

                // Cart holds things.
                type Cart struct{ things []Thing }

                // Add adds a thing.
                func (c *Cart) Add(t Thing) error { return nil }

                func main() {}
                """);
        assertThat(outline.packageName()).isEqualTo("cart");
        assertThat(outline.imports()).containsExactly("fmt", "example.com/shop/money");
        assertThat(outline.symbols()).extracting(Symbol::qualifiedName).containsExactly("Limit", "Cart", "Cart.Add", "main");
        assertThat(outline.symbols().get(2).doc()).isEqualTo("Add adds a thing.");
    }

    @Test
    void rust() {
        FileOutline outline = outline(SourceLanguage.RUST, """
                use crate::money::{Money, zero};
                mod store;
                /// Holds things.
                #[derive(Debug)]
                pub struct Cart<T> { things: Vec<T> }
                impl<T> Cart<T> {
                    pub fn add(&mut self, thing: T) {}
                }
                pub trait Thing { fn name(&self) -> String; }
                const LIMIT: u8 = 3;
                """);
        assertThat(outline.imports()).containsExactlyInAnyOrder("crate::money", "store");
        assertThat(outline.symbols()).extracting(Symbol::qualifiedName)
                .containsExactly("Cart", "Cart.add", "Thing", "Thing.name", "LIMIT");
        assertThat(outline.symbols().getFirst().doc()).isEqualTo("Holds things.");
    }

    @Test
    void c_and_cpp() {
        FileOutline c = outline(SourceLanguage.C, """
                #include <stdio.h>
                #include "cart.h"
                #define LIMIT 3
                struct cart { int n; };
                /* Adds. */
                static int add(struct cart *c) { return 0; }
                char *name(void) { return 0; }
                """);
        assertThat(c.imports()).containsExactly("stdio.h", "cart.h");
        assertThat(c.symbols()).extracting(Symbol::name).containsExactly("LIMIT", "cart", "add", "name");
        FileOutline cpp = outline(SourceLanguage.CPP, """
                #include "cart.hpp"
                namespace shop {
                class Cart { public: void add(int n) { } int size() const; };
                void Cart::clear() {}
                }
                """);
        assertThat(cpp.symbols()).extracting(Symbol::qualifiedName)
                .containsExactly("shop", "shop.Cart", "shop.Cart.add", "shop.Cart.size", "shop.Cart.clear");
    }

    @Test
    void csharp_kotlin_ruby_and_php() {
        FileOutline csharp = outline(SourceLanguage.CSHARP, """
                using System.Text;
                namespace Shop.Cart;
                public class Basket { public int Size { get; } public void Add(int n) { } }
                """);
        assertThat(csharp.packageName()).isEqualTo("Shop.Cart");
        assertThat(csharp.imports()).containsExactly("System.Text");
        assertThat(csharp.symbols()).extracting(Symbol::qualifiedName).containsExactly("Basket", "Basket.Size", "Basket.Add");
        FileOutline kotlin = outline(SourceLanguage.KOTLIN, """
                package shop.cart
                import shop.Money
                class Cart(val size: Int) { fun add(n: Int) { } }
                fun main() { }
                """);
        assertThat(kotlin.packageName()).isEqualTo("shop.cart");
        assertThat(kotlin.imports()).containsExactly("shop.Money");
        assertThat(kotlin.symbols()).extracting(Symbol::qualifiedName).containsExactly("Cart", "Cart.add", "main");
        FileOutline ruby = outline(SourceLanguage.RUBY, """
                require_relative 'money'
                puts 'hello'
                module Shop
                  class Cart
                    def add(n)
                    end
                  end
                end
                """);
        assertThat(ruby.imports()).containsExactly("money");
        assertThat(ruby.symbols()).extracting(Symbol::qualifiedName).containsExactly("Shop", "Shop.Cart", "Shop.Cart.add");
        FileOutline php = outline(SourceLanguage.PHP, """
                <?php
                namespace Shop\\Cart;
                use Shop\\Money;
                class Basket { public function add(int $n) {} }
                function total() {}
                """);
        assertThat(php.packageName()).isEqualTo("Shop\\Cart");
        assertThat(php.imports()).containsExactly("Shop\\Money");
        assertThat(php.symbols()).extracting(Symbol::qualifiedName).containsExactly("Basket", "Basket.add", "total");
    }

    @Test
    void names_are_right_behind_characters_of_several_bytes() {
        FileOutline outline = outline(SourceLanguage.JAVA, "// ééé 日本 🎉\nclass Grüße { void añadir() {} }\n");
        assertThat(outline.symbols()).extracting(Symbol::qualifiedName).containsExactly("Grüße", "Grüße.añadir");
    }

    @ParameterizedTest
    @EnumSource(value = SourceLanguage.class, mode = EnumSource.Mode.EXCLUDE, names = {"MARKDOWN", "OTHER"})
    void hostile_text_neither_hangs_nor_kills(SourceLanguage language) {
        outlines.outline(language, "(".repeat(100_000));
        outlines.outline(language, "(\n".repeat(100_000));
        outlines.outline(language, "{[(".repeat(30_000));
        outlines.outline(language, "a".repeat(500_000));
        Random random = new Random(7);
        StringBuilder noise = new StringBuilder();
        random.ints(200_000, 32, 127).forEach(c -> noise.appendCodePoint(c % 40 == 0 ? '\n' : c));
        outlines.outline(language, noise.toString());
        assertThat(outlines.outline(language, "x".repeat(600_000))).isEmpty();
    }

    private FileOutline outline(SourceLanguage language, String text) {
        return outlines.outline(language, text).orElseThrow();
    }
}
