using LogStats.Elf.Rules;
using LogStats.Faults;

namespace LogStats.Tests.Elf.Rules;

/// <summary>Patterns of users: what is taken, and what is refused with which words. Places are those of the original text.</summary>
public sealed class UserRegexTests
{
    [Theory]
    [InlineData(@"^/(?P<group>[\w.]+)/", "/shop/cart", "shop")]
    [InlineData(@"^/(?<group>[\w.]+)/", "/shop/cart", "shop")]
    [InlineData(@"^/(?'group'[\w.]+)/", "/shop/cart", "shop")]
    [InlineData(@"(?P<a>x)(?P<group>y)(?:z)(?P<b>.)", "wxyzw", "y")]
    [InlineData(@"\(?P<(?P<group>.)", "xP<q", "q")]
    [InlineData(@"\[(?P<group>a)", "[a", "a")]
    [InlineData(@"[]\](?P<x>]+(?P<group>a)", "](?P<x>a", "a")]
    [InlineData(@"[^]]/(?P<group>a)", "x/a", "a")]
    [InlineData(@"(?#(?P<x>)(?P<group>a)", "a", "a")]
    [InlineData(@"(?i)(?P<group>SHOP)", "/shop", "shop")]
    [InlineData(@"[a-z-[p]]+(?P<group>p)", "shop", "p")]
    public void Named_groups_of_both_languages_are_taken(string pattern, string text, string taken)
        => Assert.Equal(taken, UserRegex.Compile("Rules", pattern).Match(text).Groups["group"].Value);

    [Theory]
    [InlineData("/a(?=b)", "'(?=' at place 2 is a look-ahead", "earlier rule")]
    [InlineData("/a(?!b)", "'(?!' at place 2 is a look-ahead", "earlier rule")]
    [InlineData("(?<=a)b", "'(?<=' at place 0 is a look-behind", "only named groups are taken")]
    [InlineData("(?<!a)b", "'(?<!' at place 0 is a look-behind", "only named groups are taken")]
    [InlineData("(?>a+)b", "'(?>' at place 0 is an atomic group", "'(?:'")]
    [InlineData(@"(a)\1", @"'\1' at place 3 is a back-reference", "Write out")]
    [InlineData(@"(?<n>a)\k<n>", @"'\k' at place 7 is a back-reference", "Write out")]
    [InlineData("(?P<n>a)(?P=n)", "'(?P=' at place 8 is a back-reference", "Write out")]
    [InlineData(@"\Ga", @"'\G' at place 0 is an anchor", "'^'")]
    [InlineData("(?(a)b|c)", "'(?(' at place 0 is a condition", "'(?:this|that)'")]
    [InlineData("(?P<n>a)(?(n)b|c)", "'(?(' at place 8 is a condition", "'(?:this|that)'")]
    [InlineData("(?<a>x)(?<b-a>y)", "'(?<' at place 7 is a balancing group", "level")]
    [InlineData(@"[(?=]\\(?=(?#\1)(a)\1)", "'(?=' at place 7 is a look-ahead", "earlier rule")]
    [InlineData("(a{0,1000}){0,1000}", "its counts make it too large", "smaller counts")]
    public void What_could_take_for_ever_is_refused_by_name_with_a_way_out(string pattern, string said, string advice)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => UserRegex.Compile("Rules", pattern));
        Assert.Equal((FaultId.ConfigInvalid, "Rules"), (fault.Id, fault.Target));
        Assert.StartsWith($"The pattern '{pattern}' of Rules cannot be used: {said}", fault.Message, StringComparison.Ordinal);
        Assert.Contains(advice, fault.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(a", "at place 2: Not enough )'s")]
    [InlineData("(?P<a>x)(?P<b>y", "at place 15: Not enough )'s")]
    [InlineData("(?P<a>x)*+", "at place 10: Nested quantifier '+'")]
    [InlineData("[a", "at place 2: Unterminated [] set")]
    [InlineData("(?P>a)", "at place 3: Unrecognized grouping construct")]
    [InlineData(@"a\", @"at place 2: Illegal \ at end of pattern")]
    [InlineData("*a", "at place 1: Quantifier '*' following nothing")]
    public void What_is_no_pattern_is_refused_with_the_place(string pattern, string said)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => UserRegex.Compile("Rules", pattern));
        Assert.Equal($"The pattern '{pattern}' of Rules cannot be used: {said}.", fault.Message);
    }

    /// <summary>An engine that goes back would not end here: the test would.</summary>
    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|aa)+$")]
    [InlineData("^(a|a?)+$")]
    [InlineData("(.*)*x$")]
    [InlineData("(a*)*(a*)*(a*)*y")]
    public void A_pattern_that_would_go_back_for_ever_ends(string pattern)
        => Assert.False(UserRegex.Compile("Rules", pattern).IsMatch(new string('a', 1 << 20) + "!"));
}
