// PDFBox makes the paper and signs it with BouncyCastle: an ECDSA key, CMS without time stamp, one key for everybody.
import java.io.*;
import java.nio.file.*;
import java.security.*;
import java.security.cert.*;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.*;
import org.apache.fontbox.ttf.*;
import org.apache.pdfbox.pdmodel.*;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.*;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.*;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.*;
import org.bouncycastle.cms.jcajce.*;
import org.bouncycastle.operator.jcajce.*;

public class PdfBoxPeer {
  record Run(float x, float y, float size, String face, String text) {}

  static final Map<String, TrueTypeFont> FONTS = new LinkedHashMap<>();
  static final List<List<Run>> PAGES = new ArrayList<>();
  static PrivateKey key;
  static X509Certificate certificate;

  /** Arguments: lines file, key (PKCS#8 DER), certificate (DER), seconds, output. */
  public static void main(String[] args) throws Exception {
    read(Path.of(args[0]));
    key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(Path.of(args[1]))));
    try (InputStream in = Files.newInputStream(Path.of(args[2]))) {
      certificate = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
    long seconds = Long.parseLong(args[3]);
    // Half the time again before anything is counted, as on every side.
    byte[] last = null;
    long warm = System.nanoTime();
    for (int i = 0; i < 5 || System.nanoTime() - warm < seconds * 500_000_000L; i++) last = agreement(-1 - i);
    int done = 0;
    double cpuBefore = cpuSeconds();
    long started = System.nanoTime();
    while (System.nanoTime() - started < seconds * 1_000_000_000L) last = agreement(done++);
    double took = (System.nanoTime() - started) / 1e9;
    double cpu = cpuSeconds() - cpuBefore;
    Files.write(Path.of(args[4]), last);
    System.out.println("{\"done\":" + done + ",\"wallSeconds\":" + took + ",\"cpuSeconds\":" + cpu + ",\"bytes\":" + last.length + "}");
  }

  /** All threads of this process, collector and compiler included, as the kernel counts them. */
  static double cpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
  }

  /** Lines of the form F⇥face⇥file, P (next page), T⇥x⇥y⇥size⇥face⇥text. */
  static void read(Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      String[] part = line.split("\t");
      if (part[0].equals("F")) FONTS.put(part[1], new TTFParser().parse(new File(part[2])));
      else if (part[0].equals("P")) PAGES.add(new ArrayList<>());
      else PAGES.get(PAGES.size() - 1).add(new Run(Float.parseFloat(part[1]), Float.parseFloat(part[2]), Float.parseFloat(part[3]), part[4], part[5]));
    }
  }

  static byte[] agreement(int number) throws Exception {
    ByteArrayOutputStream base = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      Map<String, PDFont> fonts = new HashMap<>();
      for (var font : FONTS.entrySet()) fonts.put(font.getKey(), PDType0Font.load(document, font.getValue(), true));
      for (int i = 0; i < PAGES.size(); i++) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          for (Run run : PAGES.get(i)) show(content, fonts, run);
          if (i == 0) show(content, fonts, new Run(80, 40, 9, "sans", "编号 " + number));
        }
      }
      document.save(base);
    }
    byte[] bytes = base.toByteArray();
    for (int i = 0; i < 3; i++) bytes = sign(bytes);
    return bytes;
  }

  static void show(PDPageContentStream content, Map<String, PDFont> fonts, Run run) throws IOException {
    content.beginText();
    content.setFont(fonts.get(run.face()), run.size());
    content.newLineAtOffset(run.x(), run.y());
    content.showText(run.text());
    content.endText();
  }

  static byte[] sign(byte[] bytes) throws Exception {
    try (PDDocument document = PDDocument.load(bytes)) {
      PDSignature signature = new PDSignature();
      signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
      signature.setReason("agreement");
      signature.setSignDate(Calendar.getInstance());
      SignatureOptions options = new SignatureOptions();
      options.setPreferredSignatureSize(4096);
      document.addSignature(signature, PdfBoxPeer::cms, options);
      ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 20_000);
      document.saveIncremental(out);
      return out.toByteArray();
    }
  }

  static byte[] cms(InputStream content) throws IOException {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
      generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build()).build(signer, certificate));
      generator.addCertificates(new JcaCertStore(List.of(certificate)));
      return generator.generate(new CMSProcessableByteArray(content.readAllBytes()), false).getEncoded();
    } catch (GeneralSecurityException | CMSException | org.bouncycastle.operator.OperatorCreationException error) {
      throw new IOException(error);
    }
  }
}
