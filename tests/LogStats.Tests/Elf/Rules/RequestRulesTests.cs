using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Elf.Rules;
using LogStats.Faults;
using LogStats.Tally;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Elf.Rules;

/// <summary>What requests count as: elfstatsd's order of rules, and the same answer whatever is remembered.</summary>
public sealed class RequestRulesTests
{
    private static readonly ElfRules s_elfstatsd = new()
    {
        Rules = [@"^/(?P<group>[\w.]+)/(?P<method>[\w.]+)/[/?%&]?", @"^/(?P<method>[\w.]+)/[/?%&]?"],
    };

    private static readonly ElfRules s_everything = new()
    {
        Rules = [@"^/data/(?P<group>[\w.]+)/(?P<method>[\w.]+)[/?%&]?", @"^/data/(?P<method>[\w.]+)[/?%&]?", "^/data", "^/(?P<group>maybe)(/(?P<method>x))?$"],
        SkipRules = ["^/$", "^/skip", "^/data/never"],
        Aggregates = [new("new", "first", "^/data/(a|b)/aggregate"), new("new", "second", "aggregate"), new("", "alone", "^/data/c$")],
        Patterns =
        [
            new("uid", [@"uid=(?P<pattern>\d+)", @"user/(?P<pattern>\w+)"]),
            new("any", ["(?P<pattern>[^/]+)$"]),
        ],
    };

    [Theory]
    [InlineData("/data/csl/contentupdate/xxx", "data", "csl")]
    [InlineData("/a/b/", "a", "b")]
    [InlineData("/a/b", "", "a")]
    [InlineData("/a/", "", "a")]
    [InlineData("/a.b/c_d/", "a.b", "c_d")]
    public void The_default_rules_of_elfstatsd_name_group_and_method(string target, string group, string method)
        => Assert.Equal($"Parsed {group}|{method}", Shown(RequestRules.New(s_elfstatsd), target));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/a")]
    [InlineData("*")]
    [InlineData(@"\x80w\x01\x03\x01")]
    public void What_the_default_rules_do_not_know_is_an_error(string target)
        => Assert.Equal("Error", Shown(RequestRules.New(s_elfstatsd), target));

    [Theory]
    [InlineData("/data/valid/request", "Parsed valid|request")]
    [InlineData("/data/short", "Parsed |short")]
    [InlineData("/data", "Error")]
    [InlineData("/data/", "Error")]
    [InlineData("/data/never/mind", "Parsed never|mind")]
    [InlineData("/data/!!!", "Error")]
    [InlineData("/", "Skipped")]
    [InlineData("/skip/data/x", "Skipped")]
    [InlineData("/subtle/joe", "Error")]
    [InlineData("/aggregate", "Error")]
    [InlineData("/skip/aggregate", "Skipped")]
    [InlineData("/data/a/aggregate", "Parsed new|first")]
    [InlineData("/data/c/aggregate", "Parsed new|second")]
    [InlineData("/data/c", "Parsed |alone")]
    [InlineData("/data!/aggregate", "Parsed new|second")]
    [InlineData("/maybe/x", "Parsed maybe|x")]
    [InlineData("/maybe", "Error")]
    [InlineData("http://proxy/data/valid/request?q", "Parsed valid|request")]
    public void Rules_come_first_then_aggregates_and_skip_rules_only_where_no_rule_matched(string target, string expected)
        => Assert.Equal(expected, Shown(RequestRules.New(s_everything), target));

    [Fact]
    public void The_first_rule_that_matches_wins()
    {
        string[] rules = ["^/(?<method>a)", "(?<group>b)(?<method>.)"];
        Assert.Equal("Parsed |a", Shown(RequestRules.New(new() { Rules = rules }), "/a/bc"));
        Assert.Equal("Parsed b|c", Shown(RequestRules.New(new() { Rules = [.. rules.Reverse()] }), "/a/bc"));
    }

    [Theory]
    [InlineData(true, "http://h/a?b=c", "Parsed |http://h/a?b=c")]
    [InlineData(false, "http://h/a?b=c", "Parsed |/a")]
    public void Patterns_see_the_query_only_if_they_are_to(bool seeQuery, string target, string expected)
        => Assert.Equal(expected, Shown(RequestRules.New(new() { Rules = ["(?<method>.*)"], SeeQuery = seeQuery }), target));

    [Theory]
    [InlineData("/shop/cart/5?x=1", "Parsed shop|cart")]
    [InlineData("/index.html", "Parsed |index.html")]
    [InlineData("/", "Parsed |/")]
    [InlineData("http://host/a/b/c", "Parsed a|b")]
    [InlineData("*", "Parsed |*")]
    [InlineData("host.example:443", "Parsed |host.example:443")]
    [InlineData("", "Error")]
    public void Without_rules_the_first_two_segments_count(string target, string expected)
    {
        Assert.Equal(expected, Shown(RequestRules.New(new()), target));
        Assert.Equal(expected, Shown(RequestRules.New(new() { SeeQuery = true }), target));
        Assert.Equal(expected, Shown(RequestRules.New(new() { SeeQuery = true, SkipRules = ["^/health"] }), target));
    }

    [Fact]
    public void Without_rules_skip_rules_and_aggregates_still_hold()
    {
        RequestRules rules = RequestRules.New(new() { SkipRules = ["^/health"], Aggregates = [new("static", "image", @"\.(png|jpg)$")] });
        Assert.Equal("Skipped", Shown(rules, "/health/live"));
        Assert.Equal("Parsed static|image", Shown(rules, "/a/b/c.png?v=1"));
        Assert.Equal("Parsed a|b", Shown(rules, "/a/b/c"));
    }

    [Theory]
    [InlineData("/data/a/uid=7", "7", "uid=7")]
    [InlineData("/data/a/user/jo", "jo", "jo")]
    [InlineData("/data/a/user/jo-uid=7", "7", "jo-uid=7")]
    [InlineData("/data/a/", null, null)]
    public void For_each_name_the_first_pattern_that_matches_gives_the_value(string target, string? uid, string? any)
    {
        RequestRules rules = RequestRules.New(s_everything);
        ulong[] expected = [uid is null ? 0 : ByteHash.Of(Encoding.ASCII.GetBytes(uid)), any is null ? 0 : ByteHash.Of(Encoding.ASCII.GetBytes(any))];
        for (int time = 0; time < 2; time++)
        {
            Assert.Equal(expected, rules.Match(Encoding.ASCII.GetBytes(target)).Values.ToArray());
            Assert.Empty(rules.Match("/skip/uid=7"u8).Values.ToArray());
            Assert.Empty(rules.Match("/none/uid=7"u8).Values.ToArray());
        }
    }

    [Fact]
    public void Names_are_the_bytes_that_were_logged()
    {
        byte[] target = [.. "/"u8, 0xff, 0xc3, 0xa9, .. "/"u8, 0xf0, 0x9f, 0x90, 0x8e, 0x80, .. "x"u8];
        RequestRules rules = RequestRules.New(new() { Rules = ["^/(?<group>[^/]+)/(?<method>[^/]+)$"] });
        byte[] expected = [0xff, 0xc3, 0xa9, 0, 0xf0, 0x9f, 0x90, 0x8e, 0x80, (byte)'x'];
        Assert.Equal(expected, rules.Key(rules.Match(target).GroupId).ToArray());
        Assert.Equal("Parsed |é", Shown(RequestRules.New(new() { Rules = ["(?<method>é)"] }), "/é"));
    }

    [Fact]
    public void Ids_are_stable_and_of_the_key_alone()
    {
        RequestRules rules = RequestRules.New(new(), memoPlaces: 2, memoBytes: 64);
        Dictionary<string, int> ids = [];
        for (int time = 0; time < 3; time++)
        {
            foreach (string target in (string[])["/a/b", "/a/b/c", "/a", "/b/a", "/a/b?x", "//a//b"])
            {
                int id = rules.Match(Encoding.ASCII.GetBytes(target)).GroupId;
                string key = Encoding.ASCII.GetString(rules.Key(id));
                Assert.True(ids.TryAdd(key, id) || ids[key] == id);
            }
        }

        Assert.Equal(["a", "a\0b", "b\0a"], ids.Keys.Select(key => key.TrimStart('\0')).Order(StringComparer.Ordinal));
        Assert.Equal(ids.Count + 1, rules.GroupCount);
    }

    [Fact]
    public void Hostile_requests_that_never_repeat_keep_memory_bounded_and_count_as_other()
    {
        foreach (ElfRules options in (ElfRules[])[new() { MaximumGroups = 100 }, new() { MaximumGroups = 100, Rules = ["^/(?<group>[^/]*)/(?<method>.*)$"] }])
        {
            RequestRules rules = RequestRules.New(options);
            int others = 0;
            for (int index = 0; index < 20_000; index++)
            {
                int id = rules.Match(Encoding.ASCII.GetBytes($"/evil/{index:x16}")).GroupId;
                others += id == GroupKeys.Other ? 1 : 0;
                Assert.Equal(index < 100 ? index + 1 : GroupKeys.Other, id);
            }

            Assert.Equal((101, 19_900, "other"), (rules.GroupCount, others, Encoding.ASCII.GetString(rules.Key(GroupKeys.Other))));
            Assert.Equal(1, rules.Match("/evil/0000000000000000"u8).GroupId);
            Assert.Equal(GroupKeys.Other, rules.Match(Encoding.ASCII.GetBytes($"/{new string('x', 5_000)}/y")).GroupId);
        }
    }

    [Fact]
    public void A_request_that_was_seen_before_allocates_nothing()
    {
        foreach (ElfRules options in (ElfRules[])[new(), s_elfstatsd, s_everything])
        {
            RequestRules rules = RequestRules.New(options);
            byte[][] targets = [.. Enumerable.Range(0, 200).Select(index => Encoding.ASCII.GetBytes($"/data/group{index}/method{index}/?id={index}"))];
            PatternCounts counts = new(options.Patterns.Select(extract => extract.Name));
            Ask(1);
            Allocated.Nothing(() => Ask(100));

            void Ask(int times)
            {
                for (int index = 0; index < targets.Length * times; index++)
                {
                    counts.Add(rules.Match(targets[index % targets.Length]).Values);
                }
            }
        }
    }

    [Fact]
    public void Without_rules_even_requests_that_never_repeat_allocate_nothing()
    {
        RequestRules rules = RequestRules.New(new());
        byte[][] targets = [.. Enumerable.Range(0, 20_000).Select(index => Encoding.ASCII.GetBytes($"/group/method{index % 100}/{index}?id={index}"))];
        Ask(targets[..1000]);
        Allocated.Nothing(() => Ask(targets));

        void Ask(byte[][] some)
        {
            foreach (byte[] target in some)
            {
                rules.Match(target);
            }
        }
    }

    /// <summary>Targets that repeat, differ at their ends, and share places; memos from none to one that holds them all.</summary>
    [Fact]
    public void What_is_remembered_is_what_would_be_decided()
        => Always.Holds(
            from targets in Gen.Elements("/data/a/b", "/data/a/aggregate", "/skip/x", "/data", "/data/a/uid=", "/data/a/user/", "/", "", "/maybe", "/\u00e9/")
                .SelectMany(front => Gen.Choose(0, 30), (front, end) => end < 10 ? front : $"{front}{end % 7}?{end}").ArrayOf().Resize(300)
            from places in Gen.Elements(2, 4, 16, 8192) from bytes in Gen.Elements(1, 16, 64, 256, 1 << 19)
            from options in Gen.Elements(s_everything, s_everything with { SeeQuery = true }, s_everything with { Rules = [] }, s_elfstatsd, new ElfRules(), new ElfRules { MaximumGroups = 3 })
            select (targets, places, bytes, options), test =>
        {
            RequestRules remembers = RequestRules.New(test.options, test.places, test.bytes);
            RequestRules decides = RequestRules.New(test.options, memoPlaces: 0);
            foreach (string target in test.targets)
            {
                byte[] bytes = Encoding.UTF8.GetBytes(target);
                RequestVerdict remembered = remembers.Match(bytes);
                RequestVerdict decided = decides.Match(bytes);
                Assert.Equal((decided.Status, decided.GroupId), (remembered.Status, remembered.GroupId));
                Assert.Equal(decided.Values.ToArray(), remembered.Values.ToArray());
            }
        }, count: 150);

    [Theory]
    [InlineData("^/data", "it names no group 'method'")]
    [InlineData("(?=a)(?<method>a)", "look-ahead")]
    public void A_rule_that_cannot_name_anything_is_refused(string pattern, string said)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => new ElfRules { Rules = [pattern] }.Check());
        Assert.Contains("of Rules", fault.Message, StringComparison.Ordinal);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_settings_that_cannot_be_used_are_refused()
    {
        Assert.All(
            (ElfRules[])
            [
                new() { SkipRules = ["("] },
                new() { Aggregates = [new("a", "b", "(")] },
                new() { Aggregates = [new("", "", "a")] },
                new() { Patterns = [new("a", ["a"])] },
                new() { Patterns = [new("a", ["(?<pattern>a)"]), new("a", ["(?<pattern>b)"])] },
                new() { MaximumGroups = 0 },
            ],
            options => Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(options.Check).Id));
    }

    private static string Shown(RequestRules rules, string target)
    {
        RequestVerdict verdict = rules.Match(Encoding.UTF8.GetBytes(target));
        if (verdict.Status != RequestStatus.Parsed)
        {
            Assert.Equal(-1, verdict.GroupId);
            return $"{verdict.Status}";
        }

        RequestRules.Split(rules.Key(verdict.GroupId), out ReadOnlySpan<byte> group, out ReadOnlySpan<byte> method);
        return $"Parsed {Encoding.UTF8.GetString(group)}|{Encoding.UTF8.GetString(method)}";
    }
}
