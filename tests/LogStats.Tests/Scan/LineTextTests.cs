using System.Text;
using LogStats.Scan;

namespace LogStats.Tests.Scan;

/// <summary>Nothing of a log reaches a terminal that could move its cursor, hide text or turn its direction.</summary>
public sealed class LineTextTests
{
    [Theory]
    [InlineData("plain ~", "plain ~")]
    [InlineData("tab\there", "tab\\x09here")]
    [InlineData("\u001b[31mred\u009b", "\\x1b[31mred\\x9b")]
    [InlineData("a\u202eb\u2028c\u2029d\ufeffe\u200bf", "a\\u202eb\\u2028c\\u2029d\\ufeffe\\u200bf")]
    [InlineData("päth \u540d \U0001f600", "päth \u540d \U0001f600")]
    [InlineData("\0\u007f", "\\x00\\x7f")]
    public void Control_characters_are_escaped(string text, string shown)
    {
        Assert.Equal(shown, LineText.Show(text));
        Assert.Equal(shown, LineText.Show(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Broken_UTF8_and_long_lines_can_be_shown()
    {
        Assert.Equal("a\\xff\\xfe\\x0ab", LineText.Show([(byte)'a', 0xff, 0xfe, 10, (byte)'b']));
        Assert.Equal("abc…", LineText.Show("abcdef"u8, longest: 3));
        Assert.Equal("abc", LineText.Show("abc"u8, longest: 3));
        Assert.Equal("a…", LineText.Show("aé"u8, longest: 2));
        Assert.Equal("…", LineText.Show("\U0001f600"u8, longest: 3));
        Assert.Equal("\\x80…", LineText.Show([0x80, 0x80, 0x80, 0x80, 0x80], longest: 4));
    }
}
