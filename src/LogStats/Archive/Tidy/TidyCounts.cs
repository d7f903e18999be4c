using System.Globalization;
using LogStats.Scan;

namespace LogStats.Archive.Tidy;

/// <summary>What one look at the delivered files came to.</summary>
public sealed class TidyCounts
{
    /// <summary>Files that were compressed or removed.</summary>
    public long Done { get; internal set; }

    /// <summary>By how many bytes there are fewer.</summary>
    public long Freed { get; internal set; }

    /// <summary>Files that are not old enough.</summary>
    public long Young { get; internal set; }

    /// <summary>Those of them that are old by the clock, and only because it went on at once.</summary>
    public long Held { get; internal set; }

    /// <summary>What lies there and is not the receiver's: links, other names, files without a manifest.</summary>
    public long Foreign { get; internal set; }

    /// <summary>One of these.</summary>
    public string? FirstForeign { get; internal set; }

    /// <summary>Files that are not what their manifest says, or could not be worked on.</summary>
    public long Failed { get; internal set; }

    internal void Stranger(string path)
    {
        Foreign++;
        FirstForeign ??= path;
    }

    /// <summary>What the user should know, in whole sentences.</summary>
    public IEnumerable<string> Remarks()
    {
        if (Held > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{Held:N0} {(Held == 1 ? "file seems" : "files seem")} old enough only because this machine's clock went on at once (it was set, or the machine slept or was off): kept until that time has passed.");
        }

        if (Foreign > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{Foreign:N0} {(Foreign == 1 ? "thing" : "things")} that no receiver put there {(Foreign == 1 ? "was" : "were")} left alone, the first: '{LineText.Show(FirstForeign ?? "")}'.");
        }
    }
}
