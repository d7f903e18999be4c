#nullable disable

namespace System.Management.Automation;

/// <content>Everything a cmdlet says goes to its runtime, unchanged.</content>
public abstract partial class Cmdlet
{
    public void WriteObject(object sendToPipeline) => CommandRuntime.WriteObject(sendToPipeline);

    public void WriteObject(object sendToPipeline, bool enumerateCollection) =>
        CommandRuntime.WriteObject(sendToPipeline, enumerateCollection);

    public void WriteError(ErrorRecord errorRecord) => CommandRuntime.WriteError(errorRecord);

    public void WriteWarning(string text) => CommandRuntime.WriteWarning(text);

    public void WriteVerbose(string text) => CommandRuntime.WriteVerbose(text);

    public void WriteDebug(string text) => CommandRuntime.WriteDebug(text);

    public void WriteCommandDetail(string text) => CommandRuntime.WriteCommandDetail(text);

    public void WriteProgress(ProgressRecord progressRecord) => CommandRuntime.WriteProgress(progressRecord);

    public void WriteInformation(InformationRecord informationRecord) =>
        ((ICommandRuntime2)CommandRuntime).WriteInformation(informationRecord);

    public void WriteInformation(object messageData, string[] tags)
    {
        var record = new InformationRecord(messageData, GetType().FullName);
        record.Tags.AddRange(tags ?? []);
        WriteInformation(record);
    }

    public void ThrowTerminatingError(ErrorRecord errorRecord)
    {
        ArgumentNullException.ThrowIfNull(errorRecord);
        CommandRuntime.ThrowTerminatingError(errorRecord);
    }

    public bool ShouldProcess(string target) => CommandRuntime.ShouldProcess(target);

    public bool ShouldProcess(string target, string action) => CommandRuntime.ShouldProcess(target, action);

    public bool ShouldProcess(string verboseDescription, string verboseWarning, string caption) =>
        CommandRuntime.ShouldProcess(verboseDescription, verboseWarning, caption);

    public bool ShouldProcess(
        string verboseDescription,
        string verboseWarning,
        string caption,
        out ShouldProcessReason shouldProcessReason) =>
        CommandRuntime.ShouldProcess(verboseDescription, verboseWarning, caption, out shouldProcessReason);

    public bool ShouldContinue(string query, string caption) => CommandRuntime.ShouldContinue(query, caption);

    public bool ShouldContinue(string query, string caption, ref bool yesToAll, ref bool noToAll) =>
        CommandRuntime.ShouldContinue(query, caption, ref yesToAll, ref noToAll);

    public bool ShouldContinue(
        string query, string caption, bool hasSecurityImpact, ref bool yesToAll, ref bool noToAll) =>
        ((ICommandRuntime2)CommandRuntime).ShouldContinue(query, caption, hasSecurityImpact, ref yesToAll, ref noToAll);
}
