using System.Text;
using LogStats.Sinks;

namespace LogStats.Agent.Terminal;

/// <summary>A column of a table.</summary>
/// <param name="Heading">What stands above it; may be several lines.</param>
/// <param name="IsNumber">It is aligned to the right.</param>
/// <param name="MayBeCut">A part of it still says something.</param>
internal sealed record TableColumn(string Heading, bool IsNumber = false, bool MayBeCut = true)
{
    public static TableColumn Of(RowColumn column) => new(
        column.Name, column.Type is RowType.Integer or RowType.Bytes or RowType.Seconds or RowType.Latency, column.Type == RowType.Text);

    /// <summary>The heading of a name such as ReceivedBytes, a line for each word: a number is often narrower than its name.</summary>
    public TableColumn InWords()
    {
        StringBuilder words = new(Heading.Length + 4);
        foreach (char letter in Heading)
        {
            words.Append(words.Length > 0 && char.IsAsciiLetterUpper(letter) ? "\n" : "").Append(letter);
        }

        return this with { Heading = words.ToString() };
    }
}
