using System.CommandLine;
using System.Globalization;
using LogStats.Elf;
using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Scan;

namespace LogStats.Agent.Verbs;

/// <summary>The arguments that only statistics of access logs have.</summary>
internal sealed class AccessOptions
{
    private readonly Option<string[]> _rules = Texts("--rule",
        "What a request counts as: a regular expression with the groups 'group' and 'method'; the first that matches wins");

    private readonly Option<string[]> _skips = Texts("--skip-rule", "What to leave out of what no rule matched; without rules, of everything");

    private readonly Option<string[]> _aggregates = new("--aggregate")
    {
        Description = "Count requests that match as this group and method; give it as often as you like",
        HelpName = "group/method=regex",
    };

    private readonly Option<string[]> _extracts = new("--extract")
    {
        Description = "Count the values that the group 'pattern' of the expression takes, all and distinct",
        HelpName = "name=regex",
    };

    private readonly Option<string?> _percentiles = new("--percentile")
    {
        Description = "Percentiles of the latency, parted by commas (50,90,99 by default)",
        HelpName = "numbers",
    };

    private readonly Option<string?> _slow = new("--slow")
    {
        Description = "A request is slow when it took longer, such as 2s (100s by default)",
        HelpName = "span",
    };

    private readonly Option<string?> _unit = new("--latency-unit")
    {
        Description = "In what the log writes latencies, where its format is wrong about it: ns, us, ms or s",
        HelpName = "unit",
    };

    private readonly Option<bool> _query = new("--see-query") { Description = "Rules see the query too" };

    private readonly Option<bool> _exact = new("--exact") { Description = "Latencies to the millisecond, as elfstatsd reports them" };

    private readonly Option<string?> _settings = new("--settings")
    {
        Description = "Take all of this from elfstatsd's settings.py, which is read, not run",
        HelpName = "file",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_rules, _skips, _aggregates, _extracts, _percentiles, _slow, _unit, _query, _exact, _settings])
        {
            command.Add(option);
        }
    }

    /// <summary>The request as it is where none of them was given: most logs are no access logs, and need not know of any.</summary>
    /// <param name="request">What was asked for so far.</param>
    /// <param name="parsed">The arguments.</param>
    /// <param name="tell">Told of what is in the settings and is not taken over.</param>
    /// <exception cref="LogStatsException">A value is not what its option takes.</exception>
    public T Fill<T>(T request, ParseResult parsed, Action<string> tell)
        where T : ReadRequest
    {
        LogStatsConfig? config = parsed.GetValue(_settings) is string file ? LogStatsConfig.Read(file, LogStatsConfigKind.ElfSettings) : null;
        foreach (string warning in config?.Warnings ?? [])
        {
            tell(warning);
        }

        ElfOptions? options = Read(config, parsed);
        return options is null ? request : request with
        {
            Elf = options,
            FormatText = request.FormatText ?? (request.Format is null ? options.Pattern : null),
        };
    }

    private static Option<string[]> Texts(string name, string description) => new(name) { Description = description, HelpName = "regex" };

    private static IReadOnlyList<string> Or(string[]? given, IReadOnlyList<string> usual) => given is { Length: > 0 } ? given : usual;

    private ElfOptions? Read(LogStatsConfig? config, ParseResult parsed)
    {
        if (config is null && !Given(parsed))
        {
            return null;
        }

        ElfOptions options = config?.Options ?? new ElfOptions();
        ElfRules rules = options.Rules;
        return options with
        {
            Rules = rules with
            {
                Rules = Or(parsed.GetValue(_rules), rules.Rules),
                SkipRules = Or(parsed.GetValue(_skips), rules.SkipRules),
                Aggregates = parsed.GetValue(_aggregates) is { Length: > 0 } aggregates ? [.. aggregates.Select(Aggregate)] : rules.Aggregates,
                Patterns = parsed.GetValue(_extracts) is { Length: > 0 } extracts ? [.. extracts.Select(Extract)] : rules.Patterns,
                SeeQuery = parsed.GetValue(_query) || rules.SeeQuery,
            },
            Percentiles = parsed.GetValue(_percentiles) is string text ? [.. text.Split(',').Select(Percentile)] : options.Percentiles,
            StalledThreshold = parsed.GetValue(_slow) is string span ? TimeText.ReadSpan("--slow", span) : options.StalledThreshold,
            LatencyUnit = parsed.GetValue(_unit) ?? options.LatencyUnit,
            Exact = parsed.GetValue(_exact) || options.Exact,
        };
    }

    private bool Given(ParseResult parsed)
        => parsed.GetValue(_rules) is { Length: > 0 } || parsed.GetValue(_skips) is { Length: > 0 }
            || parsed.GetValue(_aggregates) is { Length: > 0 } || parsed.GetValue(_extracts) is { Length: > 0 }
            || parsed.GetValue(_percentiles) is not null || parsed.GetValue(_slow) is not null || parsed.GetValue(_unit) is not null
            || parsed.GetValue(_query) || parsed.GetValue(_exact);

    private static (string Name, string Pattern) Pair(string option, string text, string expected)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 ? (text[..equals], text[(equals + 1)..]) : throw Fail.Value(option, text, expected);
    }

    private static ElfAggregate Aggregate(string text)
    {
        (string name, string pattern) = Pair("--aggregate", text, "group/method=regex, such as shop/cart=^/(cart|basket)");
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        return new ElfAggregate(slash < 0 ? "" : name[..slash], name[(slash + 1)..], pattern);
    }

    private static ElfExtract Extract(string text)
    {
        (string name, string pattern) = Pair("--extract", text, @"name=regex, such as uid=uid=(?<pattern>\d+)");
        return new ElfExtract(name, [pattern]);
    }

    private static double Percentile(string text)
        => double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out double number) ? number
            : throw Fail.Value("--percentile", text, "numbers from 0 to 100, parted by commas: 50,99,99.9");
}
