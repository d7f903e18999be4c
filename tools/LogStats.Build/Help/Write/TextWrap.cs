using System.Text;

namespace LogStats.Build.Help.Write;

/// <summary>Breaks a paragraph at spaces. A word longer than the line, such as an address, is never cut.</summary>
internal static class TextWrap
{
    public static void Append(StringBuilder target, string paragraph, string firstIndent, string indent, int width)
    {
        string line = firstIndent;
        bool empty = true;
        foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > width)
            {
                target.Append(line).Append('\n');
                line = indent;
                empty = true;
            }

            line += empty ? word : " " + word;
            empty = false;
        }

        target.Append(line).Append('\n');
    }
}
