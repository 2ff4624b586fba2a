-- AlterEnum
ALTER TYPE "ArticleEventKind" ADD VALUE 'PLACED';
