using System.Management.Automation;
using LogStats.PowerShell.Tests.Running;
using LogStats.PowerShell.Tests.Samples;
using Xunit;

namespace LogStats.PowerShell.Tests.HostTests;

public sealed class ErrorTests
{
    [Fact]
    public void ARecordIsSignedByTheCommandThatWroteIt()
    {
        ErrorRecord error = Fault("Error").Input("a").Run().Errors.Single();

        Assert.Equal($"FileOpen,{typeof(TestSampleFaultCommand).FullName}", error.FullyQualifiedErrorId);
        Assert.Equal("OpenError: (a:String) [Test-SampleFault], FileNotFoundException", error.CategoryInfo.ToString());
        Assert.Equal("Look elsewhere.", error.ErrorDetails.RecommendedAction);
        Assert.Equal("a", error.TargetObject);
    }

    [Theory]
    [InlineData("Continue", 2, 2, false)]
    [InlineData("SilentlyContinue", 2, 2, false)]
    [InlineData("Ignore", 0, 2, false)]
    [InlineData("Stop", 0, 0, true)]
    public void ErrorActionDecides(string action, int errors, int objects, bool ends)
    {
        RunResult result = Fault("Error").With("ErrorAction", action).Input(1, 2).Run();

        Assert.Equal(
            (errors, objects, ends), (result.Errors.Count, result.Objects.Count, result.Terminating is not null));
    }

    [Fact]
    public void AnExceptionWithARecordKeepsItsId()
    {
        RunResult result = CmdletRun.Of<RemoveSampleItemCommand>(("Path", "Nix:x")).Run();

        Assert.StartsWith("DriveNotFound,", result.Terminating?.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ObjectNotFound, result.Terminating?.CategoryInfo.Category);
    }

    [Fact]
    public async Task WritingFromAnotherThreadIsRefused()
    {
        RunResult result = CmdletRun.Of<WriteElsewhereCommand>().Run();

        Assert.IsType<PSInvalidOperationException>(await (Task<Exception?>)result.Output.Single()!);
    }

    private static CmdletRun Fault(string kind) => CmdletRun.Of<TestSampleFaultCommand>(("Kind", kind));

    [Cmdlet(VerbsCommunications.Write, "SampleElsewhere")]
    public sealed class WriteElsewhereCommand : PSCmdlet
    {
        protected override void ProcessRecord() => WriteObject(Task.Run(() => Record.Exception(() => WriteObject(1))));
    }
}
