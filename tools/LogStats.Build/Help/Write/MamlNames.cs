using System.Xml.Linq;

namespace LogStats.Build.Help.Write;

/// <summary>The XML namespaces of PowerShell help.</summary>
internal static class MamlNames
{
    public static readonly XNamespace HelpItems = "http://msh";

    public static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";

    public static readonly XNamespace CommandSpace = "http://schemas.microsoft.com/maml/dev/command/2004/10";

    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";
}
