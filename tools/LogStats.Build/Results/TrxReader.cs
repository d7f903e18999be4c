using System.Xml;
using System.Xml.Linq;

namespace LogStats.Build.Results;

/// <summary>
/// Reads the results file that <c>dotnet test</c> writes. What is neither passed nor skipped has failed.
/// </summary>
internal static class TrxReader
{
    private static readonly XNamespace s_trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public static IReadOnlyList<TestResult> Read(string suite, string file)
    {
        try
        {
            return Read(suite, XDocument.Load(file));
        }
        catch (XmlException e)
        {
            // A test host that dies while writing leaves half a file.
            return [new TestResult(suite, Path.GetFileName(file), TestOutcome.Failed, e.Message)];
        }
    }

    public static IReadOnlyList<TestResult> Read(string suite, XDocument document) =>
        [.. document.Descendants(s_trx + "Results").Elements(s_trx + "UnitTestResult")
            .Select(result => ReadOne(suite, result))];

    private static TestResult ReadOne(string suite, XElement result)
    {
        string name = (string?)result.Attribute("testName") ?? "(a test without a name)";
        XElement? output = result.Element(s_trx + "Output");
        XElement? error = output?.Element(s_trx + "ErrorInfo");
        string message = (string?)error?.Element(s_trx + "Message") ?? "";
        switch ((string?)result.Attribute("outcome"))
        {
            case "Passed":
                return new TestResult(suite, name, TestOutcome.Passed);
            case "NotExecuted":
                // Adapters differ: some give the reason as an error, some as output.
                string reason = message.Length > 0 ? message : (string?)output?.Element(s_trx + "StdOut") ?? "";
                return new TestResult(suite, name, TestOutcome.Skipped, reason.Trim());
            case string outcome:
                string stack = (string?)error?.Element(s_trx + "StackTrace") ?? "";
                string text = message.Length > 0 ? message : outcome;
                return new TestResult(suite, name, TestOutcome.Failed, $"{text}\n{stack}".Trim());
            default:
                return new TestResult(suite, name, TestOutcome.Failed, "The results file states no outcome.");
        }
    }
}
