using LogStats.Sinks;

namespace LogStats.Batches;

/// <summary>The columns of <see cref="LogBatchReceipt"/>.</summary>
internal sealed class LogBatchReceiptRows() : RowMap("log_batch_receipt",
[
    new("Time", RowType.Time),
    new("Target", RowType.Text, HasFewValues: true),
    new("Path", RowType.Text),
    new("FileId", RowType.Text),
    new("Start", RowType.Integer),
    new("End", RowType.Integer),
    new("Lines", RowType.Integer),
    new("Length", RowType.Bytes),
    new("Skipped", RowType.Integer),
    new("IsNew", RowType.Integer),
    new("Sha256", RowType.Text),
])
{
    public static readonly LogBatchReceiptRows Map = new();

    public override void Write(IRow row, IRowWriter writer)
    {
        LogBatchReceipt receipt = (LogBatchReceipt)row;
        writer.Time(receipt.Time);
        writer.Text(receipt.Target);
        writer.Text(receipt.Path);
        writer.Text(receipt.FileId);
        writer.Integer(receipt.Start);
        writer.Integer(receipt.End);
        writer.Integer(receipt.Lines);
        writer.Integer(receipt.Length);
        writer.Integer(receipt.Skipped);
        writer.Integer(receipt.IsNew ? 1 : 0);
        writer.Text(receipt.Sha256);
    }
}
