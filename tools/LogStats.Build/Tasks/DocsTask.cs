using LogStats.Build.Help;

namespace LogStats.Build.Tasks;

/// <summary>Converts docs/en-US to the help files inside the module.</summary>
internal sealed class DocsTask : IBuildTask
{
    public string Name => "docs";

    public string Summary => "convert the Markdown help to what Get-Help reads";

    public Task<int> RunAsync(Repository repository, BuildRequest request)
    {
        Convert(repository);
        return Task.FromResult(0);
    }

    public static void Convert(Repository repository)
    {
        if (!Directory.Exists(repository.HelpSources))
        {
            Console.WriteLine($"No help: there is no {repository.Relative(repository.HelpSources)}");
            return;
        }

        int pages = HelpConverter.Convert(
            repository.HelpSources, Path.Combine(repository.Module, "en-US"), repository.Relative);
        Console.WriteLine($"Help: {pages} pages");
    }
}
