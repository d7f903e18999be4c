using LogStats.Build.Module;
using LogStats.Build.Processes;

namespace LogStats.Build.Tasks;

/// <summary>Compiles the solution, where a warning is an error, and lays out the module.</summary>
internal sealed class BuildTask : IBuildTask
{
    public string Name => "build";

    public string Summary => "compile everything and lay out the module in output/LogStats";

    public async Task<int> RunAsync(Repository repository, BuildRequest request)
    {
        await CompileAsync(repository, request);
        await ModuleAssembler.AssembleAsync(repository, request);
        DocsTask.Convert(repository);
        Console.WriteLine($"Module {repository.Version} is in {repository.Relative(repository.Module)}");
        return 0;
    }

    private static async Task CompileAsync(Repository repository, BuildRequest request)
    {
        string log = Path.Combine(repository.Scratch, "warnings.log");
        Directory.CreateDirectory(repository.Scratch);
        File.Delete(log);

        List<string> arguments = ["build", repository.Solution, "-c", request.Configuration, "--nologo",
            "-v", "minimal", $"-flp:WarningsOnly;Verbosity=quiet;LogFile={log}", .. LockedRestore.Arguments];
        if (await ToolProcess.RunAsync(ToolProcess.Dotnet, arguments, repository.Root) != 0)
        {
            throw new BuildFailedException("The solution does not compile.");
        }

        IReadOnlyList<string> warnings = BuildWarnings.Read(log);
        if (warnings.Count > 0)
        {
            throw new BuildFailedException($"The build warned:{Environment.NewLine}"
                + string.Join(Environment.NewLine, warnings));
        }
    }
}
