using System.CommandLine;
using System.Globalization;
using LogStats.Faults;

namespace LogStats.Agent.Verbs;

/// <summary>Sizes as people type them: <c>8MB</c>, <c>64K</c>, <c>2GiB</c>; a unit is 1,024 of the one before.</summary>
internal static class SizeOption
{
    private const string Units = "KMGT";

    public static Option<string?> Create(string name, string description) => new(name) { Description = description, HelpName = "size" };

    /// <summary>Null where it was not given.</summary>
    /// <exception cref="LogStatsException">It is no size, or not between the two.</exception>
    public static long? Read(ParseResult parsed, Option<string?> option, long least, long most)
    {
        if (parsed.GetValue(option) is not string text)
        {
            return null;
        }

        ReadOnlySpan<char> size = text.AsSpan().Trim();
        int digits = size.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? size.Length : digits;
        ReadOnlySpan<char> unit = size[digits..].Trim();
        bool isUnit = unit.IsEmpty || unit is "B" or "b";
        int power = 0;
        if (!isUnit && Units.IndexOf(char.ToUpperInvariant(unit[0])) is >= 0 and int index)
        {
            power = index + 1;
            isUnit = unit[1..] is "" or "B" or "b" or "iB";
        }

        return isUnit && long.TryParse(size[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            && number <= most >> (10 * power) && number << (10 * power) is long bytes && bytes >= least && bytes <= most
            ? bytes
            : throw Fail.Value(option.Name, text, $"a size from {Scan.ByteSize.Text(least)} to {Scan.ByteSize.Text(most)}, such as 8MB");
    }
}
