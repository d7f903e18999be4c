using System.Runtime.CompilerServices;
using System.Text;
using Spectre.Console.Rendering;

namespace LogStats.Agent.Terminal;

/// <summary>How many cells of a terminal a text takes: wide characters take two, combining ones none.</summary>
internal static class CellWidth
{
    public static int Of(string text) => Ascii.IsValid(text) ? text.Length : Measured(text);

    /// <summary>The front of a text that fits, with an ellipsis where something was cut.</summary>
    public static string Cut(string text, int width)
    {
        if (text.Length <= width && (Ascii.IsValid(text) || Of(text) <= width))
        {
            return text;
        }

        StringBuilder kept = new();
        int taken = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            string character = rune.ToString();
            taken += Of(character);
            if (taken > width - 1)
            {
                break;
            }

            kept.Append(character);
        }

        return kept.Append('…').ToString();
    }

    // Apart, so that a log in plain ASCII does not load the library for it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Measured(string text) => new Segment(text).CellCount();
}
