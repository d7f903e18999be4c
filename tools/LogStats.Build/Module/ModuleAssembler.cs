using LogStats.Build.Processes;

namespace LogStats.Build.Module;

/// <summary>
/// Lays out output/LogStats from compiled projects. Cmdlets and engine go to bin/; what brings packages goes to
/// bin/deps/, never beside the cmdlets, because the module loads that folder in a load context of its own.
/// </summary>
internal static class ModuleAssembler
{
    private const string Engine = "LogStats.dll";

    public static async Task AssembleAsync(Repository repository, BuildRequest request)
    {
        string bin = Path.Combine(repository.Module, "bin");
        if (Directory.Exists(repository.Module))
        {
            Directory.Delete(repository.Module, recursive: true);
        }

        Directory.CreateDirectory(bin);
        CopyText(repository);
        string built = repository.Project("src", "LogStats.PowerShell", "bin", request.Configuration, "net10.0");
        foreach (string name in new[] { "LogStats.PowerShell.dll", Engine })
        {
            File.Copy(Path.Combine(built, name), Path.Combine(bin, name));
        }

        await PublishSinksAsync(repository, request, Path.Combine(bin, "deps"));
        await PublishAgentAsync(repository, request, Path.Combine(bin, "agent"));
        if (request.ReadyToRun)
        {
            await ReadyToRunEngine.PublishAsync(repository, request, Path.Combine(bin, "rid"));
        }
    }

    private static void CopyText(Repository repository)
    {
        foreach (string file in Directory.EnumerateFiles(repository.ModuleSources)
                     .Where(static file => Path.GetExtension(file) is ".psd1" or ".ps1xml")
                     .Append(repository.Project("LICENSE")))
        {
            File.Copy(file, Path.Combine(repository.Module, Path.GetFileName(file)));
        }
    }

    private static async Task PublishSinksAsync(Repository repository, BuildRequest request, string deps)
    {
        int exit = await ToolProcess.RunAsync(ToolProcess.Dotnet,
            ["publish", repository.Project("src", "LogStats.Sinks"), "-c", request.Configuration, "--no-build",
                "--nologo", "-v", "quiet", "-o", deps],
            repository.Root);
        if (exit != 0)
        {
            throw new BuildFailedException("LogStats.Sinks could not be published.");
        }

        // The engine must be the one in bin/: a second copy would give every record type a twin.
        foreach (string file in Directory.EnumerateFiles(deps).Where(static file => IsUnwanted(file)).ToArray())
        {
            File.Delete(file);
        }

        NativeFolders.Prune(Path.Combine(deps, "runtimes"));
    }

    /// <summary>The program that Receive-LogBatch starts, for any machine: it is a process of its own, so it has an engine of its own.</summary>
    private static async Task PublishAgentAsync(Repository repository, BuildRequest request, string folder)
    {
        int exit = await ToolProcess.RunAsync(ToolProcess.Dotnet,
            ["publish", repository.Project("src", "LogStats.Agent"), "-c", request.Configuration, "--no-build", "-p:UseCurrentRuntimeIdentifier=false",
                "-p:PublishReadyToRun=false", "--nologo", "-v", "quiet", "-o", folder],
            repository.Root);
        if (exit != 0)
        {
            throw new BuildFailedException("LogStats.Agent could not be published.");
        }

        foreach (string file in Directory.EnumerateFiles(folder)
            .Where(static file => Path.GetFileNameWithoutExtension(file) == "logstats" || Path.GetExtension(file) is ".xml" or ".pdb").ToArray())
        {
            File.Delete(file);
        }

        NativeFolders.Prune(Path.Combine(folder, "runtimes"));
    }

    private static bool IsUnwanted(string file) =>
        Path.GetFileName(file) == Engine || Path.GetExtension(file) is ".xml" or ".pdb";
}
