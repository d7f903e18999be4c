using System.Text;
using System.Xml;
using LogStats.Build.Help.Model;
using LogStats.Build.Help.Read;
using LogStats.Build.Help.Write;

namespace LogStats.Build.Help;

/// <summary>
/// Converts a folder of Markdown help to what a module ships. All pages are read before anything is written, so one
/// run names the first fault of every page.
/// </summary>
internal static class HelpConverter
{
    public const string MamlName = "LogStats.PowerShell.dll-Help.xml";

    private const string AboutPrefix = "about_";

    // The same bytes on every system, because the module's checksum is published.
    private static readonly XmlWriterSettings s_everywhereTheSame = new()
    {
        Indent = true,
        NewLineChars = "\n",
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    /// <summary>Returns how many pages were converted.</summary>
    public static int Convert(string source, string target, Func<string, string> shownName)
    {
        List<HelpPage> pages = [];
        List<AboutPage> topics = [];
        List<string> faults = [];
        foreach (string file in Directory.GetFiles(source, "*.md").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(file);
            if (name.Equals("README.md", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            try
            {
                string text = File.ReadAllText(file);
                if (name.StartsWith(AboutPrefix, StringComparison.OrdinalIgnoreCase))
                {
                    topics.Add(AboutPageReader.Read(shownName(file), text));
                }
                else
                {
                    pages.Add(HelpPageReader.Read(shownName(file), text));
                }
            }
            catch (HelpPageException e)
            {
                faults.Add(e.Message);
            }
        }

        if (faults.Count > 0)
        {
            throw new BuildFailedException(string.Join(Environment.NewLine, faults));
        }

        Directory.CreateDirectory(target);
        if (pages.Count > 0)
        {
            using XmlWriter writer = XmlWriter.Create(Path.Combine(target, MamlName), s_everywhereTheSame);
            MamlWriter.Write(pages).Save(writer);
        }

        foreach (AboutPage topic in topics)
        {
            File.WriteAllText(Path.Combine(target, $"{topic.Name}.help.txt"), AboutTextWriter.Write(topic));
        }

        return pages.Count + topics.Count;
    }
}
