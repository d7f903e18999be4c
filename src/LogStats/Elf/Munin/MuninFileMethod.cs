using System.Globalization;

namespace LogStats.Elf.Munin;

/// <summary>A method in a report: its names, and its values by key.</summary>
internal sealed class MuninFileMethod(string group, string name, IReadOnlyDictionary<string, string> values)
{
    private const int LongestNumber = 30;

    public string Group { get; } = group;

    public string Name { get; } = name;

    public string Calls => this["calls"];

    public string Stalled => this["stalled_calls"];

    public string Shortest => this["shortest"];

    public string Longest => this["longest"];

    public string Average => this["average"];

    /// <summary>The time of all calls together.</summary>
    public string Total => long.TryParse(Calls, CultureInfo.InvariantCulture, out long calls) && long.TryParse(Average, CultureInfo.InvariantCulture, out long average)
        ? ((Int128)calls * average).ToString(CultureInfo.InvariantCulture) : IniText.Unknown;

    /// <summary>Percents and values, ascending.</summary>
    public IEnumerable<(string Percent, string Value)> Percentiles
        => from pair in values
           where pair.Key.StartsWith('p') && IsNumber(pair.Key.AsSpan(1))
           orderby double.Parse(pair.Key.AsSpan(1), CultureInfo.InvariantCulture)
           select (pair.Key[1..], pair.Value);

    private string this[string key] => values.GetValueOrDefault(key, IniText.Unknown);

    /// <summary>A value as Munin may be told it.</summary>
    public static string Number(string value) => IsNumber(value) ? value : IniText.Unknown;

    /// <summary>The reader of numbers alone would let zero bytes stand behind one.</summary>
    private static bool IsNumber(ReadOnlySpan<char> text) => text.Length is > 0 and <= LongestNumber && !text.ContainsAnyExcept("-.0123456789")
        && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
