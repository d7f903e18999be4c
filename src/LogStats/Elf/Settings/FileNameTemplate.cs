using System.Globalization;
using System.Text;

namespace LogStats.Elf.Settings;

/// <summary>
/// A file name of elfstatsd: times as strftime writes them, and behind a question mark by how much they are shifted:
/// <c>access.log-%Y-%m-%d?ts=-3600&amp;ts-name-only=true</c>.
/// </summary>
internal sealed record FileNameTemplate(string Name, TimeSpan Shift, bool IsNameOnly)
{
    private const string Directives = "YymdHMSjIpbBaA%";

    /// <summary>By how much the times of records are shifted.</summary>
    public TimeSpan RecordShift => IsNameOnly ? TimeSpan.Zero : Shift;

    /// <summary>What is not understood is left out, and a shift that is no number takes all parameters with it.</summary>
    public static FileNameTemplate Parse(string text, Action<string> warn)
    {
        string[] parts = text.Split('?');
        FileNameTemplate template = new(parts[0], TimeSpan.Zero, false);
        foreach (string parameter in parts.Length > 1 ? parts[1].Split('&', ';') : [])
        {
            string[] pair = parameter.Split('=', 2);
            string value = pair.Length > 1 ? Uri.UnescapeDataString(pair[1]).Trim() : "";
            switch (pair[0])
            {
                case "ts-name-only":
                    template = template with { IsNameOnly = value.Equals("true", StringComparison.OrdinalIgnoreCase) };
                    break;
                case "ts" when int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int seconds):
                    template = template with { Shift = TimeSpan.FromSeconds(seconds) };
                    break;
                case "ts":
                    warn($"'{parameter}' of the file name '{text}' is no number of seconds, so that it has no parameters");
                    return new(parts[0], TimeSpan.Zero, false);
                default:
                    warn($"'{parameter}' of the file name '{text}' is no parameter");
                    break;
            }
        }

        int unknown = template.Unknown();
        if (unknown >= 0)
        {
            warn($"'{parts[0][unknown..Math.Min(unknown + 2, parts[0].Length)]}' of the file name '{text}' is no time and stays as it is");
        }

        return template;
    }

    /// <summary>The name for a moment, in the time of this machine as the caller sees it.</summary>
    public string At(DateTime time)
    {
        time += Shift;
        StringBuilder name = new();
        for (int at = 0; at < Name.Length; at++)
        {
            if (Name[at] == '%' && at + 1 < Name.Length && Directives.Contains(Name[at + 1], StringComparison.Ordinal))
            {
                name.Append(Part(Name[++at], time));
            }
            else
            {
                name.Append(Name[at]);
            }
        }

        return name.ToString();
    }

    /// <summary>Whether the name has times in it.</summary>
    public bool HasTimes => Wildcard() != Name;

    /// <summary>The names for all moments.</summary>
    public string Wildcard()
    {
        StringBuilder name = new();
        for (int at = 0; at < Name.Length; at++)
        {
            bool isTime = Name[at] == '%' && at + 1 < Name.Length && Directives.Contains(Name[at + 1], StringComparison.Ordinal);
            _ = !isTime ? name.Append(Name[at]) : name.Append(Name[++at] switch
            {
                'Y' => "????",
                'j' => "???",
                'b' or 'B' or 'a' or 'A' => "*",
                '%' => "%",
                _ => "??",
            });
        }

        return name.ToString();
    }

    /// <summary>As it is written, with what was understood of its parameters.</summary>
    public override string ToString() => Shift == TimeSpan.Zero ? Name
        : string.Create(CultureInfo.InvariantCulture, $"{Name}?ts={Shift.TotalSeconds:0}{(IsNameOnly ? "&ts-name-only=true" : "")}");

    private static string Part(char directive, DateTime time) => directive switch
    {
        'j' => time.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
        '%' => "%",
        _ => time.ToString(
            directive switch
            {
                'Y' => "yyyy",
                'y' => "yy",
                'm' => "MM",
                'd' => "dd",
                'H' => "HH",
                'M' => "mm",
                'S' => "ss",
                'I' => "hh",
                'p' => "tt",
                'b' => "MMM",
                'B' => "MMMM",
                'a' => "ddd",
                _ => "dddd",
            },
            CultureInfo.InvariantCulture),
    };

    private int Unknown()
    {
        for (int at = Name.IndexOf('%'); at >= 0; at = Name.IndexOf('%', at + 2))
        {
            if (at + 1 == Name.Length || !Directives.Contains(Name[at + 1], StringComparison.Ordinal))
            {
                return at;
            }
        }

        return -1;
    }
}
