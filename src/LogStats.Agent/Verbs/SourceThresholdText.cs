using System.Globalization;
using LogStats.Archive.Watching;
using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.Agent.Verbs;

/// <summary>How long sources may be silent, as people type it: <c>5m</c> for all, <c>web1=90s,web2=10m</c> for some.</summary>
internal static class SourceThresholdText
{
    /// <exception cref="LogStatsException">One of them is no span.</exception>
    public static SourceThresholds Read(IEnumerable<string> texts)
    {
        TimeSpan usual = new SourceThresholds().Usual;
        Dictionary<string, TimeSpan> named = new(StringComparer.Ordinal);
        foreach (string text in texts.SelectMany(static text => text.Split(',', StringSplitOptions.RemoveEmptyEntries)))
        {
            int equals = text.LastIndexOf('=');
            TimeSpan span = Span(equals < 0 ? text : text[(equals + 1)..]);
            if (equals < 0)
            {
                usual = span;
            }
            else
            {
                named[text[..equals]] = span;
            }
        }

        return new SourceThresholds { Usual = usual, Named = named };
    }

    private static TimeSpan Span(string text) => text.All(char.IsAsciiDigit) && text.Length is > 0 and < 9
        ? TimeSpan.FromMinutes(int.Parse(text, CultureInfo.InvariantCulture)) : TimeText.ReadSpan("--threshold", text);
}
