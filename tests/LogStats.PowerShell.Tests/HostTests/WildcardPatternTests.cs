using System.Management.Automation;
using Xunit;

namespace LogStats.PowerShell.Tests.HostTests;

/// <summary>Every row was first asked of PowerShell 7.6.</summary>
public sealed class WildcardPatternTests
{
    [Theory]
    [InlineData("a*", "abc", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("a`*", "a*", true)]
    [InlineData("a`*", "ab", false)]
    [InlineData("[!a]", "b", false)]
    [InlineData("[^a]", "b", false)]
    [InlineData("a]", "a]", true)]
    [InlineData("[-a]", "-", true)]
    [InlineData("[]a]", "]", true)]
    [InlineData("`[x`]", "[x]", true)]
    [InlineData("a`", "a`", true)]
    [InlineData("**", "x", true)]
    [InlineData("", "x", false)]
    [InlineData("", "", true)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    [InlineData("a*b*c", "aXbYbZ", false)]
    public void Matches(string pattern, string text, bool expected) =>
        Assert.Equal(expected, new WildcardPattern(pattern).IsMatch(text));

    [Theory]
    [InlineData("*.log*", "x.LOG")]
    [InlineData("[a-c]", "B")]
    [InlineData("A", "a")]
    public void CaseMattersUnlessToldOtherwise(string pattern, string text)
    {
        Assert.False(new WildcardPattern(pattern).IsMatch(text));
        Assert.True(WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[a")]
    public void AnOpenBracketIsReportedByTheFirstComparison(string pattern)
    {
        var wildcard = new WildcardPattern(pattern);
        Assert.Throws<WildcardPatternException>(() => wildcard.IsMatch("a"));
    }

    [Fact]
    public void EscapedTextIsItself()
    {
        Assert.Equal("a`*b`?c`[d`]e``f", WildcardPattern.Escape("a*b?c[d]e`f"));
        Assert.Equal("a*b?c", WildcardPattern.Unescape("a`*b`?c"));
        Assert.False(WildcardPattern.ContainsWildcardCharacters("a`*"));
        Assert.True(WildcardPattern.ContainsWildcardCharacters("a]"));
    }
}
